export { ConfabClient } from './confab-client.js';
