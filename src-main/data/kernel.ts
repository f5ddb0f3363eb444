import { kernelCode } from './kernel-code.ts'

/** As `kernel.wat` documents them. Places are in bytes of the memory that both share. */
interface Kernel {
  shrink(
    from: number,
    stride: number,
    bytes: number,
    to: number,
    height: number,
    width: number,
    rowFirst: number,
    rowWeights: number,
    rowTaps: number,
    first: number,
    weights: number,
    taps: number,
    line: number,
  ): void
  tint(from: number, to: number, bytes: number, tone: number): void
}

const page = 2 ** 16
/** Sixteen bytes are read and written at once, up to fifteen of them past the last. */
const beyond = 16

/** What is used of it: its types come with the browser's alone. */
interface Assembly {
  Memory: new (pages: { initial: number }) => { buffer: ArrayBuffer; grow(pages: number): number }
  Module: new (code: Uint8Array) => object
  Instance: new (module: object, imports: object) => { exports: unknown }
}
const { Memory, Module, Instance } = (globalThis as unknown as { WebAssembly: Assembly }).WebAssembly

/** One a thread, for one picture at a time; it grows to the largest that came. */
export const memory = new Memory({ initial: 1 })
let loaded: Kernel | undefined

/** Assembled when the first photograph comes: most trainings have none. */
export function kernel(): Kernel {
  loaded ??= new Instance(new Module(Buffer.from(kernelCode, 'base64')), { kernel: { memory } }).exports as Kernel
  return loaded
}

/** Where the next thing may begin, with room for what is read and written past the end of the one before. */
export const aligned = (at: number) => Math.ceil((at + beyond) / 16) * 16

/** Makes the memory at least so large. Views of it that were made before are empty then. */
export function reserve(bytes: number) {
  const missing = bytes + beyond - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / page))
}
