import { LitElement, type PropertyValues, type TemplateResult, html, nothing } from "lit";
import { Client } from "./client";
import { type Configuration, configuration } from "./configuration";
import { Desk, type EventName, type Room } from "./desk";
import { chosen, direction } from "./languages";
import { styles } from "./styles";
import { town } from "./town";
import type { Context } from "./views/context";
import { head, launcher } from "./views/frame";
import { panel, unavailable } from "./views/panel";
import { LANGUAGES, type Say, catalogue, german, saying } from "./words";

/** Where the panel fills the screen as a dialog: on phones, and where zoom leaves as little room as a phone has. */
const NARROW = "(max-width: 40em), (max-height: 30em)";

/** As little scrolling as brings it into view. */
const NEAR: ScrollIntoViewOptions = { block: "nearest" };

/** The server's address, from that of this script: `<base>/widget/v1/<file>`. */
const BASE = new URL("../../", import.meta.url);

/**
 * `<auskunft-chat>`: a citizen talks to the town hall.
 *
 * Attributes: `municipality`, `lang`, `mode` (`panel` or `inline`), `open`, `theme` (`light`, `dark`, `auto`). Events are
 * named in `EventName`; none carries what was said.
 */
export class AuskunftChat extends LitElement implements Room {
  static override styles = styles;
  static override properties = {
    municipality: {},
    lang: {},
    mode: {},
    open: { type: Boolean, reflect: true },
    theme: { reflect: true },
  };

  declare municipality: string;
  declare mode: "panel" | "inline";
  declare open: boolean;
  declare theme: "" | "light" | "dark" | "auto";

  readonly client = new Client(BASE);
  configuration: Configuration = configuration({});
  language = "de";
  say: Say = saying(german);
  readonly #desk = new Desk(this);
  readonly #screen = matchMedia(NARROW);
  #state: "loading" | "ready" | "unavailable" = "loading";
  /** Whether the words of the first language are there; nothing is shown in another one before. */
  #worded = false;
  #offline = false;
  /** The element that takes the focus after the next update. */
  #leading = "";
  /** The turn whose whole answer has been brought into view. */
  #followed = 0;

  constructor() {
    super();
    this.municipality = "";
    this.mode = "panel";
    this.open = false;
    this.theme = "";
  }

  /** Open the panel and move the focus into it. */
  show(): void {
    if (this.open || this.mode === "inline") return;
    this.open = true;
    this.lead("title");
    this.tell("auskunft-open");
    this.#desk.keep();
  }

  /** Close the panel; the focus goes back to the launcher. */
  close(): void {
    if (!this.open) return;
    this.open = false;
    this.lead("launcher");
    this.tell("auskunft-close");
    this.#desk.keep();
  }

  /** Open the panel and put a question to the town hall, as if the citizen had typed it. */
  ask(question: string): void {
    this.show();
    this.#desk.type(question);
    this.#desk.send();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#screen.addEventListener("change", this.#resized);
    addEventListener("online", this.#connected);
    addEventListener("offline", this.#connected);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#desk.stop();
    this.#screen.removeEventListener("change", this.#resized);
    removeEventListener("online", this.#connected);
    removeEventListener("offline", this.#connected);
  }

  changed(): void {
    this.requestUpdate();
  }

  tell(name: EventName, detail: Record<string, unknown> = {}): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  lead(id: string): void {
    this.#leading = id;
    this.requestUpdate();
  }

  async speak(language: string): Promise<void> {
    const words = await catalogue(language);
    this.language = language;
    this.say = saying(words);
    this.#worded = true;
    this.#desk.keep();
    this.requestUpdate();
  }

  async reload(): Promise<void> {
    this.#state = "loading";
    this.requestUpdate();
    try {
      const worded = this.speak(chosen(this.#wanted(), LANGUAGES));
      [this.configuration] = await Promise.all([this.client.configuration(this.municipality), worded]);
      this.#paint();
      const kept = this.#desk.recall(this.id || this.municipality);
      this.open ||= kept?.open ?? false;
      await this.speak(chosen([kept?.language ?? "", ...this.#wanted()], this.#offered()));
      this.#state = "ready";
    } catch {
      this.#state = "unavailable";
      this.#worded = true;
    }
    this.requestUpdate();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has("municipality")) void this.reload();
    else if (changes.has("lang" as keyof AuskunftChat)) void this.speak(chosen(this.#wanted(), this.#offered()));
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#worded) return nothing;
    const floating = this.mode !== "inline";
    const body = !floating || this.open ? this.#panel(floating) : nothing;
    return html`<div class="root" lang=${this.language} dir=${direction(this.language)}>
      ${floating ? launcher(this.say, this.open, () => (this.open ? this.close() : this.show())) : nothing}
      ${floating && this.#screen.matches
        ? html`<dialog id="panel" aria-labelledby="title" @cancel=${this.#cancelled} @close=${() => this.close()}>
            <div class="panel" part="panel">${body}</div>
          </dialog>`
        : html`<section
            id="panel"
            class=${floating ? "panel floating" : "panel inline"}
            part="panel"
            aria-labelledby="title"
            ?hidden=${body === nothing}
            ?inert=${body === nothing}
            @keydown=${floating ? this.#escaped : nothing}
          >
            ${body}
          </section>`}
      <p class="away" role="status">
        ${this.#desk.said.map(({ text, language }) => html`<span lang=${language ?? nothing}>${text}</span> `)}
      </p>
    </div>`;
  }

  protected override updated(): void {
    this.#follow();
    const dialog = this.renderRoot.querySelector("dialog");
    if (dialog && this.open !== dialog.open) this.open ? dialog.showModal() : dialog.close();
    const id = this.#leading;
    const target = id && this.renderRoot.querySelector<HTMLElement>(`#${id}`);
    this.#leading = "";
    if (!target) return;
    if (!["log", "question"].includes(id)) (target.closest("section, form, details") ?? target).scrollIntoView(NEAR);
    target.focus({ preventScroll: id === "log" });
  }

  /** Hold the newest question at the upper edge while its answer grows below, so that reading begins at the beginning. */
  #follow(): void {
    const last = this.#desk.conversation.turns.at(-1);
    const question = last && this.renderRoot.querySelector(`#question-${last.key}`);
    if (!question || this.#followed === last.key) return;
    if (!this.#desk.conversation.busy) this.#followed = last.key;
    const scroller = scrollerOf(question);
    const down = question.getBoundingClientRect().top - (scroller?.getBoundingClientRect().top ?? 0) - 8;
    if (down > 0) scroller?.scrollBy(0, down);
  }

  #panel(closable: boolean): TemplateResult {
    const context: Context = {
      say: this.say,
      language: this.language,
      configuration: this.configuration,
      do: this.#desk,
    };
    if (this.#state === "unavailable") return unavailable(context, closable);
    if (this.#state === "loading") return head(context, closable); // what is said below depends on the configuration
    return panel(context, this.#desk, { closable, languages: this.#offered(), offline: this.#offline });
  }

  /** The languages that the municipality offers and the widget speaks. */
  #offered(): string[] {
    return LANGUAGES.filter((code) => this.configuration.languages.includes(code));
  }

  /** The element's own language, then that of the page around it. */
  #wanted(): string[] {
    const around = this.closest("[lang]")?.getAttribute("lang");
    return [this.lang, around ?? ""].filter(Boolean);
  }

  #paint(): void {
    const own = AuskunftChat.elementStyles.map((style) => (style instanceof CSSStyleSheet ? style : style.styleSheet));
    const sheets = own.filter((sheet) => sheet !== undefined);
    (this.renderRoot as ShadowRoot).adoptedStyleSheets = [...sheets, town(this.configuration)];
  }

  readonly #resized = (): void => {
    this.#leading ||= (this.renderRoot as ShadowRoot).activeElement?.id ?? "";
    this.requestUpdate();
  };

  readonly #connected = (): void => {
    this.#offline = !navigator.onLine;
    if (!this.#offline) void this.#desk.conversation.online();
    this.requestUpdate();
  };

  readonly #cancelled = (event: Event): void => {
    event.preventDefault();
    this.close();
  };

  readonly #escaped = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.stopPropagation();
    this.close();
  };
}

/** What scrolls around an element: the conversation, or the whole panel where there is little room. */
function scrollerOf(element: Element): Element | null {
  const body = element.closest(".body");
  return body && getComputedStyle(body).overflowY === "visible" ? body.closest(".panel") : body;
}
