/**
 * JPEG of 12 bits by the WebAssembly file of dcmjs-codecs. Its own start-up script makes code from text, which the policy forbids,
 * so the few functions that are needed are called here.
 */

/** What the library writes, reads and asks of an operating system: nothing. */
const SYSTEM = {
  proc_exit() {},
  clock_time_get: () => 0,
  fd_write: () => 8,
  fd_close: () => 8,
  fd_seek: () => 8,
  environ_sizes_get: () => 0,
  environ_get: () => 0,
};

const MONOCHROME2 = 1;
const RGB = 3;

class NativeError extends Error {}

/** `{decode}` of a compiled module. Errors are raised by the library in the middle of its work, so each leaves a used-up instance. */
export function nativeLibrary(module) {
  const imports = {
    env: {
      onCodecsException() {
        throw new NativeError('stream-corrupt');
      },
      onCodecsInfo() {},
      onCodecsTrace() {},
      emscripten_notify_memory_growth() {},
    },
    wasi_snapshot_preview1: SYSTEM,
  };
  const start = () => {
    const {exports} = new WebAssembly.Instance(module, imports);
    exports._initialize();
    return exports;
  };
  let codecs = start();

  function decode(stream, info) {
    const context = codecs.CreateCodecsContext();
    codecs.SetColumns(context, info.columns);
    codecs.SetRows(context, info.rows);
    codecs.SetBitsAllocated(context, info.bits_allocated);
    codecs.SetBitsStored(context, info.bits_stored);
    codecs.SetSamplesPerPixel(context, info.samples);
    codecs.SetPixelRepresentation(context, info.signed ? 1 : 0);
    codecs.SetPlanarConfiguration(context, 0);
    codecs.SetPhotometricInterpretation(context, info.samples === 3 ? RGB : MONOCHROME2);
    codecs.SetEncodedBufferSize(context, stream.length);
    new Uint8Array(codecs.memory.buffer).set(stream, codecs.GetEncodedBuffer(context));
    const parameters = codecs.CreateDecoderParameters();
    codecs.SetConvertColorspaceToRgb(parameters, info.samples === 3 ? 1 : 0);
    codecs.DecodeJpeg(context, parameters);
    const at = codecs.GetDecodedBuffer(context);
    const cells = new Uint8Array(codecs.memory.buffer).slice(at, at + codecs.GetDecodedBufferSize(context));
    codecs.ReleaseDecoderParameters(parameters);
    codecs.ReleaseCodecsContext(context);
    return cells;
  }

  return {
    decode(stream, info) {
      try {
        return decode(stream, info);
      } catch (error) {
        codecs = start();
        throw error;
      }
    },
  };
}
