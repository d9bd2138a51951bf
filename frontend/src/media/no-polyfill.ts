// SPDX-License-Identifier: Apache-2.0

/** Stand in for the WebCodecs polyfill, which our pages never load: see `vite.config.ts`. */
export function load(): Promise<never> {
  return Promise.reject(new Error("this browser has no WebCodecs"));
}

export default {};
