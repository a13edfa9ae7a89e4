// SPDX-License-Identifier: MIT
// The Chrome DevTools Protocol over the pipe of a browser that was started with --remote-debugging-pipe: messages that end
// with NUL, in on descriptor 3, out on 4. Has never heard of pages.

export class Cdp {
    #pipe;
    #lastId = 0;
    #waiting = new Map();
    #hearers = new Set();
    #rest = '';

    constructor(process) {
        this.#pipe = process.stdio[3];
        this.#pipe.on('error', () => {});
        process.stdio[4].setEncoding('utf8').on('data', (data) => this.#receive(data));
        process.once('exit', () => this.#fail(new Error('the browser ended')));
    }

    send(method, params = {}, sessionId = undefined) {
        return new Promise((resolve, reject) => {
            const id = ++this.#lastId;
            this.#waiting.set(id, { resolve, reject, method });
            this.#pipe.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
        });
    }

    // Resolves with the parameters of the next event that fits.
    once(sessionId, method, fits = () => true) {
        return new Promise((resolve) => {
            const hear = (message) => {
                if (message.sessionId === sessionId && message.method === method && fits(message.params)) {
                    this.#hearers.delete(hear);
                    resolve(message.params);
                }
            };
            this.#hearers.add(hear);
        });
    }

    #receive(data) {
        const messages = (this.#rest + data).split('\0');
        this.#rest = messages.pop();
        for (const message of messages.map((text) => JSON.parse(text))) {
            this.#settle(message);
        }
    }

    #settle(message) {
        const question = this.#waiting.get(message.id);
        this.#waiting.delete(message.id);
        if (!question) {
            this.#hearers.forEach((hear) => hear(message));
        } else if (message.error) {
            question.reject(new Error(`${question.method}: ${message.error.message}`));
        } else {
            question.resolve(message.result);
        }
    }

    #fail(error) {
        this.#waiting.forEach(({ reject }) => reject(error));
        this.#waiting.clear();
    }
}
