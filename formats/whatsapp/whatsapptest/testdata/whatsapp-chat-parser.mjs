// Reads a text with the npm package whatsapp-chat-parser, which lies in the
// folder EXILE_NODE_MODULES. It prints each message as a line of JSON; with
// "measure" only how many there were, in how many seconds, and the most memory
// that the process had, in bytes.
//
//   TZ=UTC EXILE_NODE_MODULES=… node whatsapp-chat-parser.mjs print|measure _chat.txt
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(process.env.EXILE_NODE_MODULES + '/');
const { parseString } = require('whatsapp-chat-parser');

const [, , what, name] = process.argv;
const start = process.hrtime.bigint();
const messages = parseString(readFileSync(name, 'utf8'), { parseAttachments: true });
const seconds = Number(process.hrtime.bigint() - start) / 1e9;

if (what === 'measure') {
  const peak = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(JSON.stringify({ messages: messages.length, seconds, peak }) + '\n');
} else {
  const time = (d) => (isNaN(d) ? 'invalid' : d.toISOString().slice(0, 19));
  const lines = messages.map((m) => JSON.stringify({ time: time(m.date), author: m.author ?? '', text: m.message }));
  process.stdout.write(lines.map((l) => l + '\n').join(''));
}
