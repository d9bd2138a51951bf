// SPDX-License-Identifier: Apache-2.0

/** Whether an address is the desk's page itself, whatever it asks for behind the question mark. */
export function isPageOf(scope: string, address: string): boolean {
  return new URL(scope).pathname === new URL(address).pathname;
}

/** Whether the server refuses the page for good: what was kept of it must go. */
export function isPageRefused(status: number): boolean {
  return status === 401 || status === 403 || status === 404 || status === 410;
}
