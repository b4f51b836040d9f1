import { Problem } from '../confab-client.js';

/** How large a file may be. */
export const MOST_BYTES = 10 * 1024 * 1024;

/**
 * Uploads an image, to be named in a message later.
 *
 * @param {import('../confab-client.js').ConfabClient} client
 * @param {File} file
 * @param {(share: number) => void} onProgress from 0 to 1
 * @returns {Promise<object>} the MessageImage
 */
export async function upload(client, file, onProgress) {
  const token = await client.session.fresh();
  const form = new FormData();
  form.append('image', file, file.name || 'image.png');
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch does not tell how far it is
    request.open('POST', client.rest.address('chat/images/'));
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () => (request.status < 300 ? resolve(request.response) : reject(problem(request)));
    request.onerror = () => reject(Problem.offline());
    request.send(form);
  });
}

function problem(request) {
  return new Problem(request.status, request.response?.errors ?? [{ message: `The server answered ${request.status}.`, code: 'unexpected' }]);
}
