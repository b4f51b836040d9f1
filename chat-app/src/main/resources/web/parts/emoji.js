import { html } from '../lit.js';
import { s } from '../strings.js';

const GROUPS = {
  often: '👍 ❤️ 😂 🎉 😮 😢 🙏 👀',
  faces: '😀 😃 😄 😁 😆 😅 🤣 🙂 🙃 😉 😊 😇 🥰 😍 🤩 😘 😋 😛 😜 🤪 🤗 🤭 🤫 🤔 🤐 🤨 😐 😶 😏 😒 🙄 😬 😌 😔 😪 😴 😷 🤒 🤢 🤯 🥳 😎 🤓 🧐 😕 😟 🙁 😯 😲 😳 🥺 😦 😨 😰 😥 😭 😱 😖 😞 😓 😩 😤 😡 😈',
  hands: '👎 👌 ✌️ 🤞 🤟 🤙 👈 👉 👆 👇 ☝️ ✋ 🖐️ 👋 👏 🙌 👐 🤲 🤝 💪 🧠 🫶 🫡 🤷',
  things: '🔥 ✨ ⭐ 🌟 💡 💯 ✅ ❌ ❗ ❓ 💬 🚀 🎯 🏆 🎁 🎂 🍕 🍺 ☕ 🌈 ☀️ 🌙 🌱 🐛 🐢 🦄 🐱 🐶 💻 📎 📅 🔒 🔑 🎵 📷 ✏️',
  hearts: '🧡 💛 💚 💙 💜 🖤 🤍 💔',
};

/** All signs to choose from; `picked` gets the one chosen. */
export function emojiPicker(picked) {
  return html`<div class="picker scroll" role="group" aria-label=${s.emoji}>${Object.entries(GROUPS).map(([name, signs]) => html`
    <div class="heading">${s.emojiGroups[name]}</div>
    <div class="signs">${signs.split(' ').map((sign) => html`<button aria-label=${sign} @click=${() => picked(sign)}>${sign}</button>`)}</div>`)}</div>`;
}
