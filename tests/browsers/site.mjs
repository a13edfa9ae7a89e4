// SPDX-License-Identifier: MIT
// A stand-in for www.linkedin.com on loopback, over TLS: settings pages that behave as the real ones were seen to, and a
// server that remembers what was set and can turn it on again. Never speaks to the network.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';

const PAGE = new URL('./linkedin.html', import.meta.url);
const SETTINGS = ['allowDataForGenerativeAI', 'shareDataWithTrustedPartners', 'allowUseOfThirdPartyData'];
const POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; require-trusted-types-for 'script'";

function certificate(folder, hosts) {
    const [key, cert] = [join(folder, 'site.key'), join(folder, 'site.crt')];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert,
        '-subj', `/CN=${hosts[0]}`, '-addext', `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(',')}`], { stdio: 'ignore' });
    return { key: readFileSync(key), cert: readFileSync(cert) };
}

// start(folder for the certificate, hosts) -> {port, state, refuses, pages, close}; pages: {pathname: html} of a story's own.
export async function start(folder, hosts) {
    const state = Object.fromEntries(SETTINGS.map((setting) => [setting, true]));
    const site = { state, refuses: false, pages: {} };

    const server = https.createServer(certificate(folder, hosts), (request, response) => {
        const { pathname, searchParams } = new URL(request.url, 'https://www.linkedin.com');
        if (request.method === 'POST') {
            answerSave(site, searchParams, response);
        } else if (pathname === '/api/settings') {
            response.setHeader('content-type', 'application/json').end(JSON.stringify(state));
        } else if (pathname === '/favicon.ico') {
            response.writeHead(404).end();
        } else if (site.pages[pathname]) {
            response.setHeader('content-type', 'text/html; charset=utf-8').end(site.pages[pathname]);
        } else {
            response.setHeader('content-type', 'text/html; charset=utf-8').setHeader('content-security-policy', POLICY);
            response.end(readFileSync(PAGE));
        }
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

    return Object.assign(site, {
        port: server.address().port,
        close() {
            server.closeAllConnections();
            server.close();
        },
    });
}

function answerSave(site, searchParams, response) {
    const [setting, value] = [searchParams.get('setting'), searchParams.get('value')];
    if (site.refuses || !(setting in site.state)) {
        response.writeHead(500).end();
        return;
    }
    site.state[setting] = value === 'true';
    response.writeHead(204).end();
}
