// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import type { EpochMetrics } from '../../src-core/training/metrics.ts'
import { Plan } from '../../src-core/training/plan.ts'
import type { RunSummary, WeightsOrigin } from '../../src-core/training/run.ts'
import { serveFakeMain } from '../bridge/fake-main.ts'
import { closeExport, openExport } from '../store/export.ts'
import { useRuns } from '../store/runs.ts'
import { ExportDialog } from './ExportDialog.tsx'

const epoch = (number: number, accuracy: number): EpochMetrics => ({
  ...{ epoch: number, step: 10 * number, loss: 1, metrics: { accuracy }, seconds: 1, examplesPerSecond: 1 },
  validation: { loss: 0.5, accuracy },
})
const run = (plan: Partial<Plan>): RunSummary => ({
  ...{
    id: 'r',
    directory: '/runs/r',
    title: 'LeNet-5',
    startedAt: 0,
    plan: Plan.parse(plan),
    state: { phase: 'done' },
  },
  ...{ params: 1, exportable: true, bestEpoch: epoch(3, 0.98), lastEpoch: epoch(5, 0.96) },
})

afterEach(() => {
  cleanup()
  closeExport()
  useRuns.setState({ runs: undefined })
})

const origins: Record<ReportedEpoch, WeightsOrigin> = {
  best: { of: 'best', epoch: 3, step: 30 },
  last: { of: 'last', epoch: 5, step: 50 },
}
/** An export that goes on until it is ended. */
const long = { path: '/long.onnx', isEnded: false }
let chosen = '/net.keras'
let asked: object | undefined
serveFakeMain({
  chooseFile: () => ({ native: true, path: chosen }),
  async *exportRun({ path, weights, float16, format }, signal) {
    asked = { float16, format }
    yield { share: 0.25 }
    if (path === long.path) await new Promise((resolve) => signal.addEventListener('abort', resolve))
    long.isEnded = signal.aborted
    yield { result: { ok: true, value: { path, bytes: 1, weights: origins[weights!] } } }
  },
})

test.each([
  ['Best epoch (3), 98.0%', 'weights of the best epoch (3)'],
  ['Last (5), 96.0%', 'weights of the last step (50, epoch 5)'],
])('%s: these weights are written, and it is said', async (choice, said) => {
  useRuns.setState({ runs: [run({})] })
  openExport('r')
  render(<ExportDialog />)
  fireEvent.click(await screen.findByLabelText(choice))
  fireEvent.click(screen.getByText('Export …'))
  expect((await screen.findByText(/^Written/)).textContent).toContain(said)
})

test('there is nothing to choose where the best weights were not kept, or where none are written', async () => {
  useRuns.setState({ runs: [run({ keepBest: false })] })
  openExport('r')
  const { rerender } = render(<ExportDialog />)
  await screen.findByText('Export …')
  expect(screen.queryByText('Weights')).toBeNull()
  useRuns.setState({ runs: [run({})] })
  rerender(<ExportDialog />)
  fireEvent.click(screen.getByText('Python source'))
  expect(screen.getByText('Weights').closest('fieldset')!.disabled).toBe(true)
})

test('a long export says how far it is, and ends where a person cancels it', async () => {
  useRuns.setState({ runs: [run({})] })
  openExport('r')
  render(<ExportDialog />)
  chosen = long.path
  fireEvent.click(await screen.findByText('Export …'))
  expect(await screen.findByText('Writing … 25%')).toBeTruthy()
  expect(screen.getByText('Format').closest('.export-choices')!.hasAttribute('disabled')).toBe(true)
  fireEvent.click(screen.getByText('Cancel'))
  expect((await screen.findByText(/^Cancelled/)).getAttribute('role')).toBe('status')
  await waitFor(() => expect(long.isEnded).toBe(true))
  chosen = '/net.keras'
})

test('half the size is offered where the format has room for it, and asked for', async () => {
  useRuns.setState({ runs: [run({})] })
  openExport('r')
  render(<ExportDialog />)
  const half = () => screen.getByLabelText(/^Half the size/) as HTMLInputElement
  await screen.findByText('Export …')
  expect(half().disabled).toBe(true)
  fireEvent.click(screen.getByText('ONNX'))
  fireEvent.click(half())
  fireEvent.click(screen.getByText('Export …'))
  await screen.findByText(/^Written/)
  expect(asked).toEqual({ float16: true, format: 'onnx' })
})
