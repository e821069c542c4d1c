// Reads a result.json with the parser of the npm package chat-analytics, which lies
// in the folder EXILE_NODE_MODULES, and prints each message and call as a line of JSON.
//
//   EXILE_NODE_MODULES=… node chat-analytics.mjs result.json
import { createRequire } from 'node:module';

const require = createRequire(process.env.EXILE_NODE_MODULES + '/');
const { TelegramParser } = require('chat-analytics/dist/pipeline/parse/parsers/TelegramParser');
const { loadFile } = require('chat-analytics/dist/lib/NodeEnv');

const names = new Map();
const print = (line) => console.log(JSON.stringify(line));
const parser = new TelegramParser();
parser.on('author', (a) => names.set(a.id, a.name));
parser.on('message', (m) =>
  print({
    id: Number(m.id),
    unix: m.timestamp / 1000,
    author: names.get(m.authorId),
    author_id: m.authorId,
    text: m.textContent,
    reply: Number(m.replyTo ?? 0),
    files: m.attachments.length,
  }),
);
parser.on('call', (c) =>
  print({
    id: Number(c.id),
    call: true,
    unix: c.timestampStart / 1000,
    author_id: c.authorId,
    seconds: (c.timestampEnd - c.timestampStart) / 1000,
  }),
);
for await (const _ of parser.parse(loadFile(process.argv[2])));
