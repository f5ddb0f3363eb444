/** A thread that draws one figure, see `figure.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { drawFigure } from './figure.ts'
import type { FigureOrder } from './figure.ts'

parentPort!.postMessage(await drawFigure(workerData as FigureOrder))
