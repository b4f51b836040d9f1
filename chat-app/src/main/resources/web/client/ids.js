/** A name that nobody else draws. Also where the page is not HTTPS, which `crypto.randomUUID` insists on. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
