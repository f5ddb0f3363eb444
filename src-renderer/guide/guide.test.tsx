// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newDocument } from '../../templates/open.ts'
import { firstSteps } from '../actions/first-steps.ts'
import { serveFakeMain } from '../bridge/fake-main.ts'
import { useEditor } from '../store/editor.ts'
import { useRuns } from '../store/runs.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { Plan } from '../../src-core/training/plan.ts'
import { FirstMinute } from './FirstMinute.tsx'
import { useGuide } from './guide.ts'

serveFakeMain()

const editor = () => useEditor.getState()
const step = () => useGuide.getState().step
const run = (more: Partial<RunSummary>): RunSummary => ({
  id: 'run-1',
  directory: '/runs/run-1',
  title: 'lenet',
  startedAt: 0,
  plan: Plan.parse({}),
  state: { phase: 'training' },
  params: 1,
  exportable: false,
  ...more,
})

beforeEach(() => {
  const made = newDocument('lenet')
  if (!made.ok) throw new Error(made.failure.message.en)
  editor().load({ document: made.value })
  useRuns.setState({ runs: [] })
  void firstSteps.run()
  render(<FirstMinute />)
})
afterEach(cleanup)

test('each step goes on when a person does it, and not before', () => {
  editor().execute('moveNodes', { positions: { 'features/c1': { x: 1, y: 2 } } }, { select: [] })
  expect(step()).toBe('look')
  editor().select(['features/c1'])
  expect(step()).toBe('edit')
  editor().execute('setFolded', { id: 'features', folded: true })
  expect(step()).toBe('edit')
  editor().execute('setParams', { id: 'features/c1', params: { filters: 12 } })
  expect(step()).toBe('train')
  useRuns.setState({ runs: [run({})] })
  expect(step()).toBe('watch')
  const epoch = { epoch: 1 } as RunSummary['lastEpoch']
  useRuns.setState({ runs: [run({ lastEpoch: epoch })] })
  expect(step()).toBe('end')
})

test('a run that ends before its first epoch leads back to Train', () => {
  useGuide.setState({ step: 'train' })
  useRuns.setState({ runs: [run({})] })
  useRuns.setState({ runs: [run({ state: { phase: 'stopped' } })] })
  expect(step()).toBe('train')
})

test('folding a block counts as looking', () => {
  editor().execute('setFolded', { id: 'features', folded: true })
  expect(step()).toBe('edit')
})

test.each([
  { by: '×', leave: () => fireEvent.click(screen.getByRole('button', { name: 'Leave the first steps' })) },
  { by: 'Esc', leave: () => fireEvent.keyDown(screen.getByRole('button'), { key: 'Escape' }) },
])('it is left by $by, and that is remembered', async ({ leave }) => {
  leave()
  expect(screen.queryByRole('region', { name: 'First steps' })).toBeNull()
  await useGuide.persist.rehydrate()
  expect(step()).toBeUndefined()
})
