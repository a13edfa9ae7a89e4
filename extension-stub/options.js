// SPDX-License-Identifier: MIT
// The options of radios and lists as the page writes them: the host knows them by an id and in a form that only serves to compare.
// Has never heard of tabs or of the host.

const comparable = (name) => name.normalize('NFKC').toLowerCase().replace(/[\p{P}\s]+$/u, '').trim();

// Adds stateName, what is chosen, and privateName, what protects.
export const asWritten = (advice, controls = []) => advice.map((one) => {
    if (!one.privateNames) {
        return one;
    }
    const { options = [] } = controls[one.handle] ?? {};
    const names = Object.values(one.privateNames).flat();
    return {
        ...one,
        stateName: options.find(({ selected }) => selected)?.name ?? one.state,
        privateName: options.find(({ name }) => names.includes(comparable(name ?? '')))?.name ?? names[0],
    };
});
