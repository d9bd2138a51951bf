// SPDX-License-Identifier: Apache-2.0

import { playHls, playsHls } from "../media/hls.ts";

/**
 * The recording on an article's page. Without this script its poster and chapters are links to the
 * film; with it they play it in the poster's place. The player itself is loaded at the first click.
 */
const figure = document.querySelector<HTMLElement>("[data-playlist]");
let video: HTMLVideoElement | undefined;

/** Where in the film a link leads: `recording.mp4#t=125` to 125 seconds. */
const secondsOf = (link: HTMLAnchorElement): number => Number(/#t=(\d+)/.exec(link.hash)?.[1] ?? 0);

function begin(host: HTMLElement, poster: HTMLAnchorElement, startAt: number): HTMLVideoElement {
  const player = document.createElement("video");
  player.controls = true;
  player.playsInline = true;
  player.poster = poster.querySelector("img")?.src ?? "";
  const chapters = document.createElement("track");
  Object.assign(chapters, { kind: "chapters", src: host.dataset["chapters"] ?? "", srclang: "vi" });
  player.append(chapters);
  poster.replaceWith(player);
  const url = host.dataset["playlist"] ?? "";
  if (playsHls()) {
    // The film is one file with the same pictures: what streaming can't do, it can.
    const onBroken = (): void => { fall(player, poster.href); };
    playHls(player, { url, startAt, onBroken }).catch(onBroken);
  } else {
    player.src = `${url}#t=${startAt}`;
  }
  player.focus();
  return player;
}

function fall(player: HTMLVideoElement, film: string): void {
  const at = player.currentTime;
  player.src = `${film}#t=${at}`;
  void player.play().catch(() => undefined);
}

figure?.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a:not([download])") : null;
  const poster = figure.querySelector<HTMLAnchorElement>("a.poster");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const at = secondsOf(link);
  if (!video && poster) video = begin(figure, poster, at);
  else if (video) video.currentTime = at;
  void video?.play().catch(() => undefined);
});
