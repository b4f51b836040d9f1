import { css, html, nothing, repeat } from '../lit.js';
import { s } from '../strings.js';
import { day, isSameDay } from '../text/times.js';
import { icon } from './icons.js';
import './message.js';
import { Part, attempt } from './part.js';
import { Scroll } from './scroll.js';
import { base, tokens } from './styles.js';

const GROUPED_FOR = 5 * 60_000;

/** The messages of a room: as many as fit into memory, more wherever the reader scrolls to. */
export class MessageList extends Part {
  static properties = { room: { attribute: false }, focusOn: { attribute: false }, unreadFrom: { state: true }, failed: { state: true } };

  static styles = [tokens, base, css`
    :host { display: block; position: relative; min-height: 0; height: 100%; }
    .scroller { height: 100%; overflow-anchor: none; }
    .content { display: flex; flex-direction: column; min-height: 100%; padding: 12px 0 10px; }
    .gap { flex: 1; }
    .day { display: flex; justify-content: center; margin: 14px 0 4px; position: sticky; top: 6px; z-index: 1; pointer-events: none; }
    .day span { padding: 3px 12px; border-radius: 12px; background: var(--raised); box-shadow: 0 0 0 1px var(--line); color: var(--muted);
      font-size: 12.5px; font-weight: 600; }
    .new { display: flex; align-items: center; gap: 12px; margin: 12px 20px 2px; color: var(--danger); font-size: 12.5px; font-weight: 650; }
    .new::before, .new::after { content: ""; flex: 1; height: 1px; background: currentColor; opacity: .35; }
    .start, .empty { text-align: center; color: var(--muted); padding: 28px 24px; }
    .start strong, .empty strong { display: block; color: var(--text); font-size: 17px; margin-bottom: 4px; overflow-wrap: anywhere; }
    .latest { position: absolute; right: 20px; bottom: 14px; z-index: 3; min-height: 40px; border-radius: 20px; padding: 0 14px; background: var(--raised);
      color: var(--text); box-shadow: var(--shadow); font-weight: 600; display: inline-flex; align-items: center; gap: 8px; }
    .latest.news { background: var(--accent); color: var(--on-accent); }
    .wait { text-align: center; padding: 10px; color: var(--muted); }
  `];

  #scroll = new Scroll(this, {
    top: () => attempt(this, () => this.client.history.older(this.room)),
    bottom: () => attempt(this, () => this.client.history.newer(this.room)),
    seen: (element) => this.#seen(element.message?.seq),
    following: (following) => this.#follow(following),
    hasEnd: () => this.#timeline.hasEnd,
  });

  connectedCallback() {
    super.connectedCallback();
    this.client.addEventListener('caughtup', this.#caughtUp);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.client.removeEventListener('caughtup', this.#caughtUp);
  }

  /** What could not be had while the server was away. */
  #caughtUp = () => {
    if (this.failed && !this.#timeline.loaded) {
      this.#load();
    }
  };

  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has('room') && this.room) {
      this.#open();
    } else if (changed.has('focusOn') && this.focusOn) {
      this.goTo(this.focusOn.id);
    }
  }

  get #timeline() {
    return this.store.timeline(this.room);
  }

  async #open() {
    const { room } = this;
    const known = this.store.rooms.get(room);
    const hasNews = known && known.message_new_count > 0 && known.seen_seq > 0;
    this.unreadFrom = known?.message_new_count ? known.seen_seq : null;
    this.failed = false;
    if (this.focusOn) {
      await this.goTo(this.focusOn.id);
      return;
    }
    this.#scroll.toEnd();
    if (!this.#isHere(hasNews ? known.seen_seq : undefined)) {
      await this.#load(hasNews ? known.seen_seq : undefined);
    }
    if (room === this.room && hasNews) {
      this.requestUpdate();
      await this.updateComplete;
      const first = this.renderRoot.querySelector('.new');
      this.#scroll.to(first, 0.15);
    }
  }

  /** Whether what is to be shown is held already, and with it, thanks to the frames, as it is now. */
  #isHere(seen) {
    const timeline = this.#timeline;
    return timeline.hasEnd && (seen === undefined || timeline.first <= seen + 1);
  }

  async #load(around) {
    try {
      await this.client.history.open(this.room, around);
      this.failed = false;
    } catch (problem) {
      this.failed = problem.status !== 404;
      if (around) {
        await this.#load();
      }
    }
  }

  /** Shows a message, and where it is. */
  async goTo(id) {
    if (!this.#timeline.find(id)) {
      await this.#load(id);
    }
    this.requestUpdate();
    await this.updateComplete;
    const element = this.elementOf(id);
    if (element) {
      this.#scroll.to(element, 0.4);
      element.removeAttribute('flash');
      requestAnimationFrame(() => element.setAttribute('flash', ''));
    }
  }

  elementOf(id) {
    return this.renderRoot.querySelector(`confab-message[data-id="${CSS.escape(id)}"]`);
  }

  async goToEnd() {
    if (!this.#timeline.hasEnd) {
      await this.#load();
    }
    this.#scroll.toEnd();
    this.requestUpdate();
  }

  #follow(following) {
    const timeline = this.#timeline;
    const wanted = following && timeline.hasEnd;
    if (timeline.following !== wanted) {
      timeline.following = wanted;
      this.requestUpdate();
    }
  }

  #seen(seq) {
    const room = this.store.rooms.get(this.room);
    if (room && seq > room.seen_seq && document.hasFocus()) {
      this.client.seen(this.room, seq);
    }
  }

  updated() {
    this.#scroll.changed();
  }

  render() {
    const timeline = this.#timeline;
    const room = this.store.rooms.get(this.room);
    if (!room) {
      return nothing;
    }
    const entries = timeline.hasEnd ? this.client.outbox.of(this.room) : [];
    return html`
      <div class="scroller scroll" tabindex="-1" @scroll=${() => this.#scroll.scrolled()} @keydown=${this.#keys}>
        <div class="content">
          <div class="gap"></div>
          ${this.#above(timeline, room, entries)}
          <div role="list" aria-label=${s.messages}>${repeat(this.#rows(timeline, entries), (row) => row.key, (row) => this.#row(row, room))}</div>
        </div>
      </div>
      ${this.#latest(timeline, room)}`;
  }

  #above(timeline, room, entries) {
    if (this.failed && !timeline.loaded) {
      return html`<div class="empty"><p>${s.cannotLoad}</p><button class="button quiet" @click=${() => this.#load()}>${s.retry}</button></div>`;
    }
    if (!timeline.loaded) {
      return html`<div class="wait" role="status">${s.loading}</div>`;
    }
    if (!timeline.hasStart) {
      return html`<div class="wait">…</div>`;
    }
    const isEmpty = !timeline.messages.length && !entries.length;
    return html`<div class=${isEmpty ? 'empty' : 'start'}><strong dir="auto">${room.title}</strong>
      ${isEmpty ? s.nothingSaid : s.beginning}</div>`;
  }

  #rows(timeline, entries) {
    const rows = [];
    let before = null;
    let isMarked = false;
    for (const message of timeline.messages) {
      if (!before || !isSameDay(before.created, message.created)) {
        rows.push({ key: `day ${message.created.slice(0, 10)} ${message.id}`, day: message.created });
        before = null;
      }
      if (!isMarked && this.unreadFrom !== null && message.seq > this.unreadFrom && message.is_me !== true) {
        isMarked = true;
        before = null;
        rows.push({ key: 'new', isNew: true });
      }
      rows.push({ key: message.id, message, isHead: !belongs(before, message) });
      before = message;
    }
    entries.forEach((entry, at) => rows.push({ key: entry.client_id, entry, isHead: at === 0 && before?.is_me !== true }));
    return rows;
  }

  #row(row, room) {
    if (row.day) {
      return html`<div class="day" role="listitem"><span>${day(row.day)}</span></div>`;
    }
    if (row.isNew) {
      return html`<div class="new" role="listitem">${s.newMessages}</div>`;
    }
    const { message, entry } = row;
    const tick = message?.is_me ? this.#tick(message, room) : undefined;
    return html`<confab-message role="listitem" tabindex="-1" data-id=${message?.id ?? entry.client_id} ?direct=${room.kind !== 'group' && room.member_count <= 2}
      .theme=${this.theme} .client=${this.client} .message=${message} .entry=${entry} .isHead=${row.isHead} .isGroup=${room.member_count > 2 || room.kind === 'group'}
      .parent=${message?.parent_id ? this.#timeline.find(message.parent_id) : undefined}
      .online=${message ? this.store.members(this.room).get(message.room_user_id)?.is_online : false}
      .tick=${tick?.state} .tickText=${tick?.text}></confab-message>`;
  }

  #tick(message, room) {
    const others = [...this.store.members(this.room).values()].filter((member) => member.is_active && member.is_me !== true && member.user_id);
    const seen = others.filter((member) => member.seen_seq >= message.seq).length;
    if (seen) {
      return { state: 'seen', text: room.member_count > 2 ? s.seenBy(seen, others.length) : s.seen };
    }
    const isReceived = others.some((member) => member.received_seq >= message.seq);
    return isReceived ? { state: 'received', text: s.received } : { state: 'sent', text: s.sent };
  }

  #latest(timeline, room) {
    if (!timeline.loaded || timeline.following) {
      return nothing;
    }
    const news = room.message_new_count;
    return html`<button class="latest ${news ? 'news' : ''}" @click=${() => this.goToEnd()} aria-label=${news ? s.newBelow(news) : s.toEnd}>
      ${icon('down')}${news ? s.newBelow(news) : nothing}</button>`;
  }

  #keys(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const all = [...this.renderRoot.querySelectorAll('confab-message')];
    const at = all.indexOf(event.target.closest?.('confab-message'));
    if (step && at >= 0) {
      event.preventDefault();
      all[at + step]?.focus();
    }
  }

  /** Moves the keyboard to the newest message. */
  focusLast() {
    this.renderRoot.querySelector('confab-message:last-of-type')?.focus();
  }
}

function belongs(before, message) {
  return before !== null && !before.is_system && !message.is_system && before.room_user_id === message.room_user_id
    && Date.parse(message.created) - Date.parse(before.created) < GROUPED_FOR;
}

customElements.define('confab-message-list', MessageList);
