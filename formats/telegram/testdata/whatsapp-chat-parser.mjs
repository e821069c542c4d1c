// Reads a text with the npm package whatsapp-chat-parser, which lies in the
// folder EXILE_NODE_MODULES, and prints each message as a line of JSON.
//
//   TZ=UTC EXILE_NODE_MODULES=… node whatsapp-chat-parser.mjs _chat.txt
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(process.env.EXILE_NODE_MODULES + '/');
const { parseString } = require('whatsapp-chat-parser');

const lines = parseString(readFileSync(process.argv[2], 'utf8'), { parseAttachments: true }).map((m) =>
  JSON.stringify({
    minute: m.date.toISOString().slice(0, 16),
    author: m.author ?? '',
    text: m.message,
    file: m.attachment?.fileName ?? '',
  }),
);
process.stdout.write(lines.join('\n') + '\n');
