// Reads a result.json with the npm package telegram-chat-parser, which lies in the
// folder EXILE_NODE_MODULES, and prints each message as a line of JSON.
//
//   TZ=UTC EXILE_NODE_MODULES=… node telegram-chat-parser.mjs result.json
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(process.env.EXILE_NODE_MODULES + '/');
const { TelegramChat } = require('telegram-chat-parser');

// People of one name stay apart.
const chat = new TelegramChat(readFileSync(process.argv[2], 'utf8'), { mergeMissingUserIdIntoName: false });
for (const m of chat.messages) {
  const by = m.isService ? m.actor : m.from;
  console.log(
    JSON.stringify({
      id: m.id,
      service: m.isService,
      time: m.date.toISOString().slice(0, 19), // the written wall clock
      author: by?.name ?? '',
      author_id: by?.id ?? '',
      text: m.text(),
      reply: m.replyTo?.id ?? 0,
      kind: m.contentType,
    }),
  );
}
