import { join } from 'node:path'
import { contract } from '../src-core/contract/contract.ts'
import type { AppInfo, LayerloomContract } from '../src-core/contract/contract.ts'
import type { Handlers } from '../src-core/contract/define.ts'
import { mailbox } from '../src-core/contract/mailbox.ts'
import type { Port } from '../src-core/contract/port.ts'
import { serve } from '../src-core/contract/serve.ts'
import { ok } from '../src-core/result.ts'
import { dataHandlers } from './data/services.ts'
import { autosaves } from './documents/autosaves.ts'
import type { WindowAutosaves } from './documents/autosaves.ts'
import { listFolder } from './documents/folder.ts'
import { openDocument, saveDocument } from './documents/open-save.ts'
import { changedFailure, stampOfFile } from './documents/stamp.ts'
import { kerasDownloads } from './importers/keras-downloads.ts'
import { recentList } from './documents/recent.ts'
import { uploads } from './documents/uploads.ts'
import { exportRun } from './exporters/export.ts'
import { exportStream } from './exporters/export-stream.ts'
import { exportFigure } from './exporters/figure.ts'
import { openModel } from './importers/open-model.ts'
import { isModel } from './importers/read-model.ts'
import { describe } from './runtime/doctor.ts'
import { createRuntimes } from './runtime/runtimes.ts'
import type { Runtimes } from './runtime/runtimes.ts'
import type { Directories } from './shell/directories.ts'
import type { Fork } from './training/child.ts'
import { exportCurves } from './training/curves.ts'
import { createRuns } from './training/runs.ts'
import type { Runs } from './training/runs.ts'
import { createTries } from './training/try-images.ts'

export type ChooseFile = Handlers<LayerloomContract>['chooseFile']

export interface AppOptions {
  shell: AppInfo['shell']
  version: string
  directories: Directories
  /** How this shell starts the trainer's process, and the trainer's built file. */
  fork: Fork
  trainer: string
  /** The shell's native dialogs; without them the window shows its own. */
  chooseFile?: ChooseFile
}

/** How an attempt to save went, for a shell that waits for it before it closes a window. */
export type SaveOutcome = 'saved' | 'cancelled' | 'failed'

/** One window and what it has open. */
export interface Session {
  handlers: Handlers<LayerloomContract>
  /** Whether closing the window would lose changes. */
  unsaved(): boolean
  onSave(listener: (outcome: SaveOutcome) => void): () => void
  /** Forgets the window's autosaves: it closes in good order. */
  discardAutosaves(): Promise<void>
  /** The window is gone. */
  close(): void
}

export interface App {
  /** Serves the whole contract to one window, until its port closes. */
  connect(port: Port): Session
  runs: Runs
  runtime: Runtimes
  /** Stops runs after the step that they are in, keeping their weights. */
  close(): Promise<void>
}

/** Everything behind the window, the same for every shell. */
export function createApp(options: AppOptions): App {
  const { data, cache } = options.directories
  const runtime = createRuntimes({ cache })
  const runs = createRuns({
    directory: options.directories.runs,
    runtime,
    fork: options.fork,
    trainer: options.trainer,
  })
  const tries = createTries({ runs, runtime, fork: options.fork, trainer: options.trainer })
  const saved = autosaves(join(data, 'autosave'))
  const recent = recentList(join(data, 'recent.json'))
  const ofData = dataHandlers()

  function openSession(): Session {
    const own = saved.open()
    const given = uploads()
    const savers = new Set<(outcome: SaveOutcome) => void>()
    const tell = (outcome: SaveOutcome) => savers.forEach((listener) => listener(outcome))
    let unsaved = false
    return {
      handlers: {
        ...shellHandlers(options, tell),
        ...documentHandlers({ own, recent, runs }, tell),
        ...uploadHandlers(given, runs),
        ...runtimeHandlers(runtime),
        ...ofData,
        ...runHandlers(runs),
        tryImage: ({ run, ...asked }) => tries.ask<'classes'>(run, { about: 'classes', ...asked }),
        featureMaps: ({ run, ...asked }) => tries.ask<'maps'>(run, { about: 'maps', ...asked }),
        heatMap: ({ run, ...asked }) => tries.ask<'heat'>(run, { about: 'heat', ...asked }),
        setUnsaved(input) {
          unsaved = input.unsaved
          if (!unsaved) tell('saved')
          return {}
        },
      },
      unsaved: () => unsaved,
      onSave(listener) {
        savers.add(listener)
        return () => savers.delete(listener)
      },
      discardAutosaves: own.discardAll,
      close() {
        own.release()
        void given.close()
      },
    }
  }

  return {
    connect(port) {
      const session = openSession()
      const stop = serve(contract, session.handlers, port, {
        onError: (error, method) => console.error(`${method}:`, error),
      })
      const close = () => {
        stop()
        session.close()
      }
      port.onClose(close)
      return { ...session, close }
    },
    runs,
    runtime,
    async close() {
      await Promise.all([runtime.cpu.close(), runtime.gpu.close(), runs.close(), tries.close()])
    },
  }
}

type Part<K extends keyof LayerloomContract> = Pick<Handlers<LayerloomContract>, K>

function shellHandlers(options: AppOptions, tell: (outcome: SaveOutcome) => void): Part<'info' | 'chooseFile'> {
  const { data, cache, documents } = options.directories
  return {
    info: () => ({
      version: options.version,
      shell: options.shell,
      platform: process.platform,
      directories: { data, cache, documents },
    }),
    async chooseFile(input, signal) {
      if (!options.chooseFile) return { native: false, directory: documents }
      const chosen = await options.chooseFile(input, signal)
      if (input.mode === 'save' && chosen.native && chosen.path === null) tell('cancelled')
      return chosen
    },
  }
}

interface Documents {
  own: WindowAutosaves
  recent: ReturnType<typeof recentList>
  runs: Runs
}

function documentHandlers(
  { own, recent, runs }: Documents,
  tell: (outcome: SaveOutcome) => void,
): Part<
  | 'listFolder'
  | 'openDocument'
  | 'saveDocument'
  | 'stampOfFile'
  | 'recentFiles'
  | 'autosave'
  | 'discardAutosave'
  | 'recoverable'
  | 'recover'
  | 'exportFigure'
> {
  return {
    listFolder: ({ path }) => listFolder(path),
    async openDocument({ path }, signal) {
      if (isModel(path)) return openModel(path, runs, signal)
      const opened = await openDocument(path)
      if (opened.ok) await recent.add(path)
      return opened
    },
    async saveDocument({ path, document, known }) {
      const result = (await changedFailure(path, known)) ?? (await saveDocument(path, document))
      if (result.ok) await recent.add(path)
      else tell('failed')
      return result
    },
    stampOfFile: async ({ path, known }) => ({ stamp: await stampOfFile(path, known) }),
    recentFiles: () => recent.list(),
    autosave: (entry) => own.save(entry),
    async discardAutosave({ id }) {
      await own.discard(id)
      return {}
    },
    recoverable: () => own.recoverable(),
    recover: ({ id }) => own.recover(id),
    exportFigure: ({ document, ...how }, signal) => exportFigure(document, how, { signal }),
  }
}

function uploadHandlers(given: ReturnType<typeof uploads>, runs: Runs): Part<'upload' | 'forgetUpload' | 'openUpload'> {
  return {
    upload: ({ upload, name, bytes }) => given.take(upload, name, bytes),
    async forgetUpload({ upload }) {
      await given.forget(upload)
      return {}
    },
    openUpload: ({ upload, name }, signal) =>
      given.open(upload, name, async (path) => {
        if (isModel(path)) return openModel(path, runs, signal)
        const opened = await openDocument(path)
        // Where it lay is nothing that it could be saved to.
        return opened.ok ? ok({ ...opened.value, path: undefined, stamp: undefined }) : opened
      }),
  }
}

function runtimeHandlers(runtimes: Runtimes): Part<'runtime' | 'fetchRuntime' | 'pauseRuntime' | 'devices'> {
  return {
    runtime: ({ kit }, signal) => latest(runtimes[kit].state, runtimes[kit].subscribe, signal),
    fetchRuntime({ kit }) {
      // Its progress and its end are the stream's to tell.
      void runtimes[kit].fetch()
      return {}
    },
    pauseRuntime({ kit }) {
      runtimes[kit].pause()
      return {}
    },
    devices: async () => (await describe(runtimes)).devices,
  }
}

function runHandlers(
  runs: Runs,
): Part<
  | 'startRun'
  | 'carryOver'
  | 'kerasDownloads'
  | 'pauseRun'
  | 'stopRun'
  | 'resumeRun'
  | 'moveRun'
  | 'editRun'
  | 'deleteRun'
  | 'runs'
  | 'watchRun'
  | 'runDocument'
  | 'runClasses'
  | 'exportCurves'
  | 'exportRun'
> {
  return {
    startRun: (input) => runs.start(input),
    carryOver: ({ from, document }) => runs.carryOver(from, document),
    kerasDownloads,
    pauseRun: ({ run }) => runs.pause(run),
    stopRun: ({ run }) => runs.stop(run),
    resumeRun: ({ run, epochs }) => runs.resume(run, { epochs }),
    moveRun: ({ run, place }) => runs.move(run, place),
    editRun: ({ run, ...changes }) => runs.edit(run, changes),
    deleteRun: ({ run }) => runs.remove(run),
    runs: (_, signal) => latest(runs.list, runs.subscribe, signal),
    watchRun: ({ run }, signal) => runs.watch(run, signal),
    runDocument: ({ run }) => runs.document(run),
    runClasses: ({ run, epoch }) => runs.classes(run, epoch),
    async exportCurves({ run, format, path }) {
      const found = await runs.find(run)
      return found.ok ? exportCurves(found.value, { format, path }) : found
    },
    exportRun: ({ run, ...how }, signal) =>
      exportStream(async (following) => {
        const found = await runs.find(run)
        return found.ok ? exportRun({ directory: found.value.directory, ...how, following }) : found
      }, signal),
  }
}

/** A value that changes, as a stream: what it is now, then the newest each time that the reader is ready for more. */
const latest = <T>(read: () => T, subscribe: (listener: () => void) => () => void, signal: AbortSignal) =>
  mailbox<T>(
    (push) => {
      push(read())
      return subscribe(() => push(read()))
    },
    (_, newer) => newer,
    signal,
  )
