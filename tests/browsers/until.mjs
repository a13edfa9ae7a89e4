// SPDX-License-Identifier: MIT
// Waiting: the condition is the wait.

const PATIENCE = 15_000;

// Asks until the answer is true, and gives it.
export async function until(what, condition, patience = PATIENCE) {
    for (const end = Date.now() + patience; Date.now() < end;) {
        const answer = await condition();
        if (answer) {
            return answer;
        }
        await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`waited in vain: ${what}`);
}
