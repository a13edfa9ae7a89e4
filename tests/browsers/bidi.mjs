// SPDX-License-Identifier: MIT
// WebDriver BiDi over the WebSocket that a Firefox names on its stderr. Has never heard of pages.

import WebSocket from 'ws';

export class Bidi {
    #socket;
    #lastId = 0;
    #waiting = new Map();

    static async connect(process) {
        const address = await new Promise((resolve, reject) => {
            let said = '';
            process.stderr.setEncoding('utf8').on('data', (data) => {
                said = (said + data).slice(-2_000);
                const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said);
                if (found) {
                    resolve(found[1]);
                }
            });
            process.once('exit', () => reject(new Error(`the browser ended: ${said}`)));
        });
        const self = new Bidi();
        self.#socket = new WebSocket(`${address}/session`, { perMessageDeflate: false });
        self.#socket.on('message', (data) => self.#settle(JSON.parse(data)));
        self.#socket.on('close', () => self.#fail(new Error('the browser ended')));
        await new Promise((resolve, reject) => {
            self.#socket.once('open', resolve);
            self.#socket.once('error', reject);
        });
        self.#socket.on('error', () => {});
        return self;
    }

    send(method, params = {}) {
        return new Promise((resolve, reject) => {
            const id = ++this.#lastId;
            this.#waiting.set(id, { resolve, reject, method });
            this.#socket.send(JSON.stringify({ id, method, params }));
        });
    }

    async eval(context, expression) {
        const options = { awaitPromise: true, serializationOptions: { maxObjectDepth: 12 } };
        return this.#result(await this.send('script.evaluate', { expression, target: { context }, ...options }));
    }

    async call(context, declaration, { self, values = [] } = {}) {
        return this.#result(await this.send('script.callFunction', {
            functionDeclaration: declaration, target: { context }, awaitPromise: true, this: self, arguments: values.map(toRemote),
            serializationOptions: { maxObjectDepth: 12 },
        }));
    }

    #result(answer) {
        if (answer.type === 'exception') {
            throw new Error(answer.exceptionDetails.text);
        }
        return fromRemote(answer.result);
    }

    #settle(message) {
        const question = this.#waiting.get(message.id);
        this.#waiting.delete(message.id);
        if (message.type === 'error') {
            question?.reject(new Error(`${question.method}: ${message.error}: ${message.message}`));
        } else {
            question?.resolve(message.result);
        }
    }

    #fail(error) {
        this.#waiting.forEach(({ reject }) => reject(error));
        this.#waiting.clear();
    }
}

const toRemote = (value) => {
    if (value === null || value === undefined) {
        return { type: String(value) };
    }
    return typeof value === 'object' ? value : { type: typeof value, value };
};

function fromRemote(remote) {
    const { type, value } = remote ?? {};
    if (type === 'array') {
        return value.map(fromRemote);
    }
    if (type === 'object') {
        return Object.fromEntries(value.map(([key, one]) => [key, fromRemote(one)]));
    }
    return type === 'null' ? null : value;
}
