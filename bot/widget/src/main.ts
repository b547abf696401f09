import { AuskunftChat } from "./element";

const NAME = "auskunft-chat";

if (!customElements.get(NAME)) customElements.define(NAME, AuskunftChat); // a page may hold the script twice

declare global {
  interface HTMLElementTagNameMap {
    "auskunft-chat": AuskunftChat;
  }
}
