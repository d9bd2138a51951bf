// SPDX-License-Identifier: Apache-2.0

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Served {
  readonly origin: string;
  readonly close: () => void;
}

export interface Asked {
  readonly request: IncomingMessage;
  readonly body: string;
  readonly answer: (status: number, body: unknown, headers?: Readonly<Record<string, string>>) => void;
  /** Hang up without an answer. */
  readonly drop: () => void;
}

/** A real HTTP server on loopback, answering as `handle` says. */
export async function serve(handle: (asked: Asked) => void): Promise<Served> {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      handle({
        request,
        body,
        answer: (status, content, headers = {}) => {
          response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(content));
        },
        drop: () => { request.socket.destroy(); },
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
