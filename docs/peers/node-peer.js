/*
 * What JettyPeer.java is, on Node: each message is one INSERT, and one frame to each socket of its room.
 *
 *     npm install && node node-peer.js PORT postgres://USER@HOST:PORT/DATABASE
 */
import { createHash, randomUUID } from 'node:crypto';
import http from 'node:http';
import pg from 'pg';
import { WebSocketServer } from 'ws';

const TABLE = `create table if not exists peer_message (id uuid primary key, room_id uuid not null, seq bigint not null,
  author text not null, client_id text not null, body text not null,
  created timestamp with time zone not null default now(), unique (room_id, seq))`;
const INSERT = 'insert into peer_message (id, room_id, seq, author, client_id, body) values ($1, $2, $3, $4, $5, $6)';
const PAGE = 'select id, room_id, seq, author_id, client_id, body, created from message where room_id = $1 order by seq desc limit 50';

const [port, url] = process.argv.slice(2);
const database = new pg.Pool({ connectionString: url, max: 10 });
const rooms = new Map();

const bearerOf = (request) => (request.headers.authorization ?? '').replace('Bearer ', '');
const stateOf = (room) => ({ id: room.id, version: room.version, message_seq: room.seq });

/** With the fields that Confab's have, so that both are equally long. */
function messageOf({ id, room, user, seq, clientId, body, created }) {
  return {
    id, created, modified: created, room_id: room, room_user_id: user, user_id: user,
    author: { id: user, username: user, name: user }, is_me: false, is_seen_by_me: false, seq, version: seq,
    client_id: clientId, body, parent_id: null, reply_count: 0, is_reaction: false, reactions: [], reaction_counts: [],
    images: [], is_edited: false, edited: null, is_deleted: false, is_pinned: false, is_system: false,
  };
}

async function answer(request, path, body) {
  if (path.startsWith('auth/')) {
    const id = createHash('md5').update(body.username).digest('hex').replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    return { id, access: id };
  }
  const id = path.split('/')[2];
  if (path.includes('/messages/')) {
    const { rows } = await database.query({ name: 'page', text: PAGE, values: [id] });
    return { results: rows.map((row) => messageOf({ ...row, room: row.room_id, user: row.author_id, seq: Number(row.seq), clientId: row.client_id })) };
  }
  if (request.method === 'POST') {
    const room = { id: randomUUID(), users: new Set([bearerOf(request), ...body.users]), sockets: new Set(), version: 1, seq: 0, last: Promise.resolve() };
    rooms.set(room.id, room);
    return stateOf(room);
  }
  const room = rooms.get(id);
  if (request.method === 'DELETE') {
    rooms.delete(id);
  }
  return stateOf(room);
}

async function post(socket, user, room, frame) {
  const id = randomUUID();
  await database.query({ name: 'post', text: INSERT, values: [id, room.id, room.seq + 1, user, frame.client_id, frame.body] });
  room.seq += 1;
  room.version += 1;
  const message = messageOf({ id, room: room.id, user, seq: room.seq, clientId: frame.client_id, body: frame.body, created: new Date().toISOString() });
  const text = Buffer.from(JSON.stringify({ type: 'message.created', room_id: room.id, version: room.version, messages: [message] }));
  room.sockets.forEach((other) => other.send(text, { binary: false }));
  socket.send(JSON.stringify({ type: 'ack', ref: frame.ref, message_id: id }));
}

const server = http.createServer(async (request, response) => {
  let text = '';
  for await (const part of request) {
    text += part;
  }
  const told = await answer(request, request.url.replace('/api/v1/', ''), text ? JSON.parse(text) : {});
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(told));
});

new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket, request) => {
  const user = bearerOf(request);
  const mine = [...rooms.values()].filter((room) => room.users.has(user));
  mine.forEach((room) => room.sockets.add(socket));
  socket.on('close', () => rooms.forEach((room) => room.sockets.delete(socket)));
  socket.on('message', (data) => {
    const frame = JSON.parse(data);
    const room = rooms.get(frame.room_id);
    room.last = room.last.then(() => post(socket, user, room, frame)); // one after the other
  });
  socket.send(JSON.stringify({ type: 'ready', rooms: mine.map(stateOf) }));
});

await database.query(TABLE);
server.listen(Number(port), () => console.log('ready'));
