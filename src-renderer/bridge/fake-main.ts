import type { LayerloomContract } from '../../src-core/contract/contract.ts'
import { contract } from '../../src-core/contract/contract.ts'
import type { Handlers } from '../../src-core/contract/define.ts'
import { memoryPorts } from '../../src-core/contract/memory.ts'
import { serve } from '../../src-core/contract/serve.ts'

/** A stream that says nothing and ends when nobody listens any more. */
const nothing = (_: unknown, signal: AbortSignal): AsyncIterable<never> => ({
  [Symbol.asyncIterator]: () => ({
    next: () =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve({ done: true, value: undefined }), { once: true })
      }),
  }),
})

/** A main side on which nothing has happened yet: for tests, which say what is different. */
const quiet: Handlers<LayerloomContract> = {
  info: () => ({
    version: '0.0.0',
    shell: 'electron',
    platform: 'linux',
    directories: { data: '/data', cache: '/cache', documents: '/documents' },
  }),
  chooseFile: () => ({ native: false, directory: '/documents' }),
  listFolder: ({ path }) => ({ ok: true, value: { path, parent: null, entries: [] } }),
  openDocument: missing,
  upload: () => ({ ok: true, value: {} }),
  forgetUpload: () => ({}),
  openUpload: missing,
  saveDocument: ({ path }) => ({ ok: true, value: { path, savedAt: 0 } }),
  stampOfFile: ({ known }) => ({ stamp: known }),
  recentFiles: () => [],
  autosave: () => ({ ok: true, value: {} }),
  discardAutosave: () => ({}),
  recoverable: () => [],
  recover: missing,
  setUnsaved: () => ({}),
  runtime: nothing,
  fetchRuntime: () => ({}),
  pauseRuntime: () => ({}),
  devices: () => [],
  startRun: () => ({ ok: true, value: { run: 'run-1' } }),
  carryOver: missing,
  kerasDownloads: () => [],
  pauseRun: () => ({ ok: true, value: {} }),
  moveRun: () => ({ ok: true, value: {} }),
  editRun: () => ({ ok: true, value: {} }),
  stopRun: () => ({ ok: true, value: {} }),
  resumeRun: () => ({ ok: true, value: {} }),
  deleteRun: () => ({ ok: true, value: {} }),
  runs: nothing,
  watchRun: nothing,
  runDocument: missing,
  runClasses: missing,
  exportCurves: ({ path }) => ({ ok: true, value: { path, bytes: 0 } }),
  describeData: missing,
  surveyData: missing,
  sampleImages: missing,
  previewAugmentation: missing,
  tryImage: missing,
  featureMaps: missing,
  heatMap: missing,
  exportFigure: ({ path }) => ({ ok: true, value: { path, bytes: 0 } }),
  async *exportRun({ path }) {
    yield { result: { ok: true, value: { path, bytes: 0 } } }
  },
}

function missing() {
  return { ok: false as const, failure: { code: 'missing', message: { en: 'It is not there.', zh: '不存在。' } } }
}

/** Serves `handlers` to `main` through the real contract, as Electron's preload would. Before the first call of a test file. */
export function serveFakeMain(handlers: Partial<Handlers<LayerloomContract>> = {}): void {
  const [near, far] = memoryPorts()
  serve(contract, { ...quiet, ...handlers }, far)
  window.layerloom = {
    port: near,
    onMenu: () => {},
    showKeys: () => {},
    pathOf: ({ name }) => `/dropped/${name}`,
    onOpenFile: () => {},
  }
}
