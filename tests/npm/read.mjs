// Asks a running server by the AI SDK's own transport and prints the message that its own reader makes of the stream.
import { DefaultChatTransport, readUIMessageStream } from "ai";

const [api, question] = process.argv.slice(2);
const transport = new DefaultChatTransport({
  api,
  headers: { Accept: "text/event-stream" },
  prepareSendMessagesRequest: ({ messages }) => ({
    body: { question: messages.at(-1).parts[0].text, conversation_id: null },
  }),
});
const messages = [{ id: "1", role: "user", parts: [{ type: "text", text: question }] }];
const stream = await transport.sendMessages({ chatId: "1", messages, trigger: "submit-message" });
const errors = [];
let last = null;
for await (const message of readUIMessageStream({ stream, onError: (error) => errors.push(error.message) })) last = message;
console.log(JSON.stringify({ message: last, errors }));
