// SPDX-License-Identifier: Apache-2.0

/** The build of hls.js without subtitles, alternate sounds and encryption: the same class. */
declare module "hls.js/light" {
  export { default } from "hls.js";
}
