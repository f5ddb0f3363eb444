// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { Plan } from '../../src-core/training/plan.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { newDocument } from '../../templates/open.ts'
import { serveFakeMain } from '../bridge/fake-main.ts'
import { useRuns } from '../store/runs.ts'
import { useRuntime } from '../store/runtime.ts'
import { RunEnd } from './RunEnd.tsx'

const made = newDocument('lenet')
if (!made.ok) throw new Error(made.failure.message.en)
const lenet = made.value

const killed = {
  code: 'out-of-memory',
  message: { en: 'The trainer ran out of memory.', zh: '训练进程内存不足。' },
  advice: { en: 'Choose a smaller batch size.', zh: '请减小批大小。' },
}

const run = (state: RunSummary['state'], exportable: boolean): RunSummary => ({
  id: 'r',
  directory: '/runs/r',
  title: 'LeNet-5',
  startedAt: 0,
  plan: Plan.parse({}),
  state,
  params: 61_706,
  stepsPerEpoch: 938,
  exportable,
})

afterEach(() => {
  cleanup()
  useRuns.setState({ refused: undefined, runs: undefined, selected: undefined })
})

test('a run that failed says what happened, what to do and what was kept', () => {
  render(<RunEnd run={run({ phase: 'failed', failure: killed }, true)} step={1_240} />)
  const said = screen.getByRole('alert').textContent
  expect(said).toContain('The trainer ran out of memory.')
  expect(said).toContain('Choose a smaller batch size.')
  expect(said).toContain('up to step 1,240')
  expect(said).toContain('resume the run or export it')
})

test('without a checkpoint nothing is promised', () => {
  render(<RunEnd run={run({ phase: 'failed', failure: killed }, false)} step={3} />)
  expect(screen.getByRole('alert').textContent).toContain('No weights had been saved yet.')
})

test('a run that could not be started says why, until it is dismissed', () => {
  useRuns.setState({ refused: killed })
  render(<RunEnd run={undefined} step={0} />)
  expect(screen.getByRole('alert').textContent).toContain('The trainer ran out of memory.')
  fireEvent.click(screen.getByLabelText('Dismiss'))
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a run that ended well needs no words', () => {
  const { container } = render(<RunEnd run={run({ phase: 'done' }, true)} step={4_690} />)
  expect(container.textContent).toBe('')
})

test('a run that diverged offers to go on at a tenth of the learning rate', async () => {
  const diverged = { ...killed, code: 'diverged' }
  const started: unknown[] = []
  serveFakeMain({
    runDocument: () => ({ ok: true, value: { document: lenet } }),
    startRun: ({ document: { training } }) => {
      started.push({ rate: training.learningRate, from: training.from })
      return { ok: true, value: { run: 'slower' } }
    },
  })
  const failed = run({ phase: 'failed', failure: diverged }, true)
  useRuns.setState({ runs: [failed], selected: 'r' })
  useRuntime.setState({ state: { phase: 'ready', version: '1', source: { en: '', zh: '' }, directory: '' } })
  render(<RunEnd run={failed} step={3} />)
  fireEvent.click(screen.getByText('Go on at a tenth of the learning rate'))
  await vi.waitFor(() => expect(useRuns.getState().selected).toBe('slower'))
  expect(started).toEqual([{ rate: lenet.training.learningRate / 10, from: 'r' }])
})
