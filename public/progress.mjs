/* Tells the bar of the static head how much of the app has arrived. */
export default () => ({
  onProgress: ({ current, total }) => { if (total > 0) { window.yingchunProgress?.(Math.min(1, current / total)); } },
  onFailure: (reason) => { window.yingchunCannotOpen?.(reason); },
});
