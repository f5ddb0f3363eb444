import { z } from 'zod'
import { LoomDocument } from '../document/schema.ts'
import { Failure, resultOf } from '../result.ts'
import { CarryOver } from '../training/carry-over.ts'
import { ClassReport, reportedEpochs } from '../training/classes.ts'
import { RunSummary, RunUpdate, WeightsOrigin } from '../training/run.ts'
import { locales, Text } from '../text.ts'
import { dataCalls } from './data-calls.ts'
import { call, stream } from './define.ts'
import { DeviceReport } from './device.ts'
import { tryCalls } from './try-calls.ts'

/** Where a saved model can go to. Formats to come are added here, in `formats/` and in `exporters/`. */
export const exportFormats = [
  'keras',
  'h5',
  'h5-weights',
  'savedmodel',
  'tfjs',
  'tfjs-graph',
  'onnx',
  'python',
  'typescript',
  'card',
] as const
export const ExportFormat = z.enum(exportFormats)
export type ExportFormat = z.output<typeof ExportFormat>

export const ExportUpdate = z.union([
  /** Of what there is to write, from 0 to 1. */
  z.strictObject({ share: z.number() }),
  /** `weights`: which ones are in it, or in a card are told of; source code has none. */
  z.strictObject({
    result: resultOf(z.strictObject({ path: z.string(), bytes: z.number(), weights: WeightsOrigin.optional() })),
  }),
])
export type ExportUpdate = z.output<typeof ExportUpdate>

/** What a drawing of a network can be written as. */
export const figureFormats = ['svg', 'pdf', 'png'] as const
export const FigureFormat = z.enum(figureFormats)
export type FigureFormat = z.output<typeof FigureFormat>
export const FigureScale = z.number().positive().max(20)

/** Those that can hold kernels as 16-bit floats. */
export const float16Formats: readonly ExportFormat[] = ['savedmodel', 'tfjs', 'tfjs-graph', 'onnx']
export const isFloat16Format = (format: ExportFormat): boolean => float16Formats.includes(format)

/** What a run's figures can be written as: a table for any program, or TensorBoard's event files. */
export const curveFormats = ['csv', 'tensorboard'] as const
export const CurveFormat = z.enum(curveFormats)
export type CurveFormat = z.output<typeof CurveFormat>

export const AppInfo = z.strictObject({
  version: z.string(),
  shell: z.enum(['electron', 'browser']),
  /** `process.platform` of the main side: decides which keys a person sees. */
  platform: z.string(),
  /** Where files are kept, for the About box and error messages. */
  directories: z.strictObject({ data: z.string(), cache: z.string(), documents: z.string() }),
})
export type AppInfo = z.output<typeof AppInfo>

/** Where TensorFlow stands. The window shows it; Train explains itself by it. */
export const RuntimeState = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('checking') }),
  /** Not there. `bytes` is what fetching would take, said before anything is fetched. */
  z.strictObject({ phase: z.literal('absent'), bytes: z.number(), freeBytes: z.number(), directory: z.string() }),
  z.strictObject({
    phase: z.literal('fetching'),
    received: z.number(),
    total: z.number(),
    secondsLeft: z.number().optional(),
  }),
  /** Interrupted or cancelled: goes on from `received` when asked to. */
  z.strictObject({ phase: z.literal('paused'), received: z.number(), total: z.number() }),
  z.strictObject({ phase: z.literal('installing'), step: Text }),
  z.strictObject({ phase: z.literal('ready'), version: z.string(), source: Text, directory: z.string() }),
  z.strictObject({ phase: z.literal('failed'), failure: Failure }),
])
export type RuntimeState = z.output<typeof RuntimeState>

/** What a file held when it was last read or written here: tells whether another program has changed it since. */
export const FileStamp = z.strictObject({
  /** Milliseconds, with their fractions where the disk keeps them. */
  modifiedAt: z.number(),
  bytes: z.int(),
  /** SHA-256 of its content, hexadecimal. */
  hash: z.string(),
})
export type FileStamp = z.output<typeof FileStamp>

/** What became of another program’s model. */
export const Imported = z.strictObject({
  /** What it is called: the file’s name without its end. */
  title: z.string(),
  /** The run that its weights are kept as; absent where the file has none. */
  run: z.string().optional(),
  /** What could not be kept, in sentences. */
  notes: z.array(Text),
})
export type Imported = z.output<typeof Imported>

export const OpenedDocument = z.strictObject({
  path: z.string().optional(),
  document: LoomDocument,
  /** Versions that the file went through on its way up, e.g. `[1]`; empty where it was current. */
  migratedFrom: z.int().optional(),
  /** Of the file that it was read from; of a recovered document what its file held when it was last read or written. */
  stamp: FileStamp.optional(),
  /** Of a model of another program: it has no file of its own yet. */
  imported: Imported.optional(),
})
export type OpenedDocument = z.output<typeof OpenedDocument>

export const RecentFile = z.strictObject({ path: z.string(), name: z.string(), openedAt: z.number() })
export type RecentFile = z.output<typeof RecentFile>

/** A document that was open and unsaved when the app ended without being asked to. */
export const Recoverable = z.strictObject({
  /** The id under which the window autosaved it. */
  id: z.string(),
  name: z.string(),
  path: z.string().optional(),
  savedAt: z.number(),
})
export type Recoverable = z.output<typeof Recoverable>

export const FolderEntry = z.strictObject({ name: z.string(), path: z.string(), kind: z.enum(['folder', 'file']) })

const none = z.strictObject({})
const runtimeRef = z.strictObject({ kit: z.enum(['cpu', 'gpu']).default('cpu') })
const runRef = z.strictObject({ run: z.string() })

/** Every call and stream between the window and the main side. Both ends parse. */
export const contract = {
  info: call(none, AppInfo),

  /** A native dialog where the shell has one; `native: false` tells the window to show its own over `listFolder`. */
  chooseFile: call(
    z.strictObject({
      mode: z.enum(['open', 'open-folder', 'save', 'save-folder']),
      title: z.string(),
      suggestedName: z.string().optional(),
      /** Without the dot; of a file to be saved the first. */
      extensions: z.array(z.string()).optional(),
    }),
    z.discriminatedUnion('native', [
      z.strictObject({ native: z.literal(true), path: z.string().nullable() }),
      z.strictObject({ native: z.literal(false), directory: z.string() }),
    ]),
  ),
  listFolder: call(
    z.strictObject({ path: z.string() }),
    resultOf(z.strictObject({ path: z.string(), parent: z.string().nullable(), entries: z.array(FolderEntry) })),
  ),

  /** Opens a document, or a new one of another program’s model, whose weights are kept as a run. */
  openDocument: call(z.strictObject({ path: z.string() }), resultOf(OpenedDocument)),
  /** Takes the next piece of a file that was dropped on a browser's page, where it has no path. */
  upload: call(
    z.strictObject({ upload: z.string(), name: z.string(), bytes: z.instanceof(Uint8Array) }),
    resultOf(none),
  ),
  /** Forgets the files of an upload, of which none was opened. */
  forgetUpload: call(z.strictObject({ upload: z.string() }), none),
  /** Opens one of the uploaded files, which may need the others beside it, and forgets them all. */
  openUpload: call(z.strictObject({ upload: z.string(), name: z.string() }), resultOf(OpenedDocument)),
  /** With `known`, a file that is another by now is refused as `changed-on-disk` and stays as it is; `gone-from-disk` is one that is not there any more. */
  saveDocument: call(
    z.strictObject({ path: z.string(), document: LoomDocument, known: FileStamp.optional() }),
    resultOf(z.strictObject({ path: z.string(), savedAt: z.number(), stamp: FileStamp.optional() })),
  ),
  /** What the file holds now; null where it is gone or cannot be read. Its content is read only where it may be another. */
  stampOfFile: call(
    z.strictObject({ path: z.string(), known: FileStamp }),
    z.strictObject({ stamp: FileStamp.nullable() }),
  ),
  recentFiles: call(none, z.array(RecentFile)),
  autosave: call(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      path: z.string().optional(),
      /** What its file held when it was last read or written; whoever recovers the document is told. */
      known: FileStamp.optional(),
      document: LoomDocument,
    }),
    resultOf(none),
  ),
  /** Forgets an autosave: the document was saved, closed on purpose, or its recovery was declined. */
  discardAutosave: call(z.strictObject({ id: z.string() }), none),
  recoverable: call(none, z.array(Recoverable)),
  recover: call(z.strictObject({ id: z.string() }), resultOf(OpenedDocument)),
  /** Lets the shell ask before a window with unsaved changes closes. */
  setUnsaved: call(z.strictObject({ unsaved: z.boolean() }), none),

  /** TensorFlow for the CPU, or the larger one with NVIDIA's libraries, which is used where it is there. */
  runtime: stream(runtimeRef, RuntimeState),
  fetchRuntime: call(runtimeRef, none),
  pauseRuntime: call(runtimeRef, none),
  /** What could be trained on, and why not more; TensorFlow is tried out for it, which takes a second or two. */
  devices: call(none, z.array(DeviceReport)),

  /**
   * Trains a network, at the end of the queue where another is being trained on its device. Its plan may say what weights
   * it begins with; `carryOver` tells beforehand which layers.
   */
  startRun: call(
    z.strictObject({ title: z.string(), document: LoomDocument }),
    resultOf(z.strictObject({ run: z.string() })),
  ),
  /** Which layers would begin with weights of a run or a file. */
  carryOver: call(z.strictObject({ from: z.string(), document: LoomDocument }), resultOf(CarryOver)),
  /** Paths of the weights that keras.applications has downloaded on the main side's computer. */
  kerasDownloads: call(none, z.array(z.string())),
  /** Ends a run after the step it is in, keeping its weights, until it is resumed. The queue rests with it. */
  pauseRun: call(runRef, resultOf(none)),
  /** Ends a run after the step it is in, keeping its weights; the next in the queue begins. A queued one leaves the queue. */
  stopRun: call(runRef, resultOf(none)),
  /**
   * Goes on with a run that is paused, stopped, interrupted or failed, or with one that is done for more `epochs` in
   * total; at the end of the queue where another is being trained on its device, else at once, queued before or not.
   */
  resumeRun: call(z.strictObject({ run: z.string(), epochs: z.int().positive().optional() }), resultOf(none)),
  /** Gives a queued run another place in the queue, from 1. */
  moveRun: call(z.strictObject({ run: z.string(), place: z.int().positive() }), resultOf(none)),
  /** Another title, another note. */
  editRun: call(
    z.strictObject({
      run: z.string(),
      title: z.string().trim().min(1).max(200).optional(),
      note: z.string().max(20_000).optional(),
    }),
    resultOf(none),
  ),
  deleteRun: call(runRef, resultOf(none)),
  runs: stream(none, z.array(RunSummary)),
  /** First everything that the run has recorded, thinned, then what is new. Ends when the run has. */
  watchRun: stream(runRef, RunUpdate),
  runDocument: call(runRef, resultOf(OpenedDocument)),
  /** How the classes were told apart after the run's last or best epoch. */
  runClasses: call(z.strictObject({ run: z.string(), epoch: z.enum(reportedEpochs) }), resultOf(ClassReport)),
  /** Writes a run's figures: a CSV file, or a folder for TensorBoard's `--logdir`. */
  exportCurves: call(
    z.strictObject({ run: z.string(), format: CurveFormat, path: z.string() }),
    resultOf(z.strictObject({ path: z.string(), bytes: z.number() })),
  ),

  ...dataCalls,
  ...tryCalls,

  /** Writes a figure of a network: of all of it, of a block from inside (`scope`), or of some nodes (`only`). */
  exportFigure: call(
    z.strictObject({
      document: LoomDocument,
      format: FigureFormat,
      path: z.string(),
      locale: z.enum(locales),
      scope: z.string().optional(),
      only: z.array(z.string()).optional(),
      legend: z.boolean().optional(),
      /** Pixels of a PNG for each of the figure's. */
      scale: FigureScale.optional(),
    }),
    resultOf(z.strictObject({ path: z.string(), bytes: z.number() })),
  ),

  /** First how far it is, now and then; last what came of it. It ends, and leaves nothing, where whoever asked goes away. */
  exportRun: stream(
    z.strictObject({
      run: z.string(),
      format: ExportFormat,
      path: z.string(),
      /** The best epoch's where nobody says: the last ones where none were kept apart. */
      weights: z.enum(reportedEpochs).optional(),
      /** Kernels as 16-bit floats; for the formats that can hold them. */
      float16: z.boolean().optional(),
      /** Of what is written for people to read. */
      locale: z.enum(locales).optional(),
    }),
    ExportUpdate,
  ),
}
export type LayerloomContract = typeof contract
