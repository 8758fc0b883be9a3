/** Pictures of the checked result to take along: a frame as PNG, a clip as an animated PNG or a ZIP archive of its frames. Nothing but
 * pixels is in them. */

import {download, message} from '../../door/browser.js';
import {crcOf} from '../../door/crc.js';
import {errorOf} from '../state/errors.js';
import {Archive} from '../sinks/archive.js';
import {animated} from './animated.js';
import {pace} from './cine.js';

const stem = (entry) => entry.result.name.replace(/\.dcm$/, '');

/** The pixels of a picture as a PNG; null where the browser makes none. */
function png(sheet) {
  return new Promise((resolve) => { sheet.toBlob(resolve, 'image/png'); });
}

async function told(session, blob, name) {
  const state = blob ? await download(blob, name) : 'interrupted';
  session.announce(state === 'complete' ? message('saved_as', [name]) : message('saved_nothing'));
}

/** Save the frame that is on the `sheet`. */
export async function savePicture({entry, session, frame, stage: {sheet}}) {
  await told(session, await png(sheet), `${stem(entry)}-${frame + 1}.png`);
}

/** Save every frame in the window that is set, in the order of the clip, as one file that plays (`plays`) or as a ZIP archive of pictures.
 * Ends without a file where a frame is not of the checked result. */
export function saveClip({entry, session, window, overlays}, plays) {
  const {frames} = entry.image;
  const digits = String(frames).length;
  return session.work('task_clip', async (progress) => {
    const choices = session.review.choices(entry);
    const pictures = [];
    const sheet = document.createElement('canvas');
    for (let frame = 0; frame < frames; frame += 1) {
      progress({done: frame, total: frames});
      const {made, width, height, pixels} = await session.review.render(entry, frame, {window, result: true, overlays, choices});
      if (!made) throw errorOf('clip-not-checked');
      Object.assign(sheet, {width, height});
      sheet.getContext('2d').putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.byteLength), width, height), 0, 0);
      const blob = await png(sheet);
      if (!blob) throw errorOf('clip-not-checked');
      pictures.push(blob);
    }
    if (plays) {
      await told(session, await animated(pictures, pace(entry.image)), `${stem(entry)}-clip.png`);
      return;
    }
    const archive = new Archive();
    for (const [frame, blob] of pictures.entries()) {
      archive.add(`${stem(entry)}-${String(frame + 1).padStart(digits, '0')}.png`, blob, await crcOf(blob));
    }
    await told(session, new Blob(archive.parts(), {type: 'application/zip'}), `${stem(entry)}-frames.zip`);
  });
}
