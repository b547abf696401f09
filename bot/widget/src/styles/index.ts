import { base } from "./base";
import { frame } from "./frame";
import { talk } from "./talk";
import { tokens } from "./tokens";

export const styles = [tokens, base, frame, talk];
