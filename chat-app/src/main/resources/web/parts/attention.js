import { s } from '../strings.js';
import { plain } from '../text/markup.js';
import { preferences } from './preferences.js';

/**
 * Draws attention to what is said while nobody looks: the number of unread rooms in the title, a sound, a notification;
 * not for rooms that are muted.
 */
export class Attention {
  #client;
  #open;
  #audio;

  /** @param {(room: string) => void} open shows a room */
  constructor(client, open) {
    this.#client = client;
    this.#open = open;
    client.store.addEventListener('message', this.#heard);
    client.store.addEventListener('change', this.#count);
  }

  stop() {
    this.#client.store.removeEventListener('message', this.#heard);
    this.#client.store.removeEventListener('change', this.#count);
    document.title = s.product;
  }

  #count = () => {
    const unread = this.#client.store.list().filter((room) => room.message_new_count && !room.is_muted).length;
    document.title = unread ? `(${unread}) ${s.product}` : s.product;
  };

  #heard = ({ detail: message }) => {
    const room = this.#client.store.rooms.get(message.room_id);
    if (!room || room.is_muted || document.hasFocus() || Date.now() - Date.parse(message.created) > 60_000) {
      return;
    }
    const { sound, notifications } = preferences();
    if (sound) {
      this.#sound();
    }
    if (notifications && globalThis.Notification?.permission === 'granted') {
      this.#notify(room, message);
    }
  };

  #notify(room, message) {
    const body = s.preview(message.author.name, plain(message.body) || s.image);
    const notification = new Notification(room.title, { body, tag: room.id });
    notification.onclick = () => {
      window.focus();
      this.#open(room.id);
      notification.close();
    };
  }

  /** Two soft tones. */
  #sound() {
    try {
      this.#audio ??= new AudioContext();
      const start = this.#audio.currentTime;
      this.#tone(660, start);
      this.#tone(880, start + 0.09);
    } catch {
      // a browser that plays nothing before the first click
    }
  }

  #tone(frequency, start) {
    const tone = this.#audio.createOscillator();
    const volume = this.#audio.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.08, start + 0.01);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.22);
    tone.connect(volume).connect(this.#audio.destination);
    tone.start(start);
    tone.stop(start + 0.25);
  }
}
