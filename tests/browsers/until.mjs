// SPDX-License-Identifier: MIT
// Waiting: the condition is the wait.

const PATIENCE = 30_000; // not a measure: what takes this long on a busy machine hangs

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
