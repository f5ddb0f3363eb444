// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { newDocument } from '../../templates/open.ts'
import { saveFigure } from '../actions/save-figure.ts'
import { serveFakeMain } from '../bridge/fake-main.ts'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import { useToasts } from '../ui/toast.ts'
import { FigureDialog } from './FigureDialog.tsx'

const asked: object[] = []
/** The next figure takes for ever, unless nobody waits for it any more. */
let isSlow = false
let left = 0
serveFakeMain({
  chooseFile: ({ suggestedName, extensions }) => ({ native: true, path: `/${suggestedName} ${extensions}` }),
  exportFigure: async ({ document: _, ...how }, signal) => {
    asked.push(how)
    if (isSlow) await new Promise((done) => signal.addEventListener('abort', done))
    if (signal.aborted) left++
    return { ok: true, value: { path: how.path, bytes: 17_000 } }
  },
})

afterEach(cleanup)

test('what is selected is drawn and saved as it was seen', async () => {
  const made = newDocument('lenet')
  if (!made.ok) throw new Error(made.failure.message.en)
  useEditor.getState().load({ document: made.value })
  useEditor.getState().select(['features/c1', 'features/s2'])
  void saveFigure.run()
  expect(useView.getState().overlay).toBe('figure')
  render(<FigureDialog />)
  const seen = () => document.querySelector('.figure-preview')!.textContent
  expect(seen()).toContain('28×28×6')
  expect(seen()).not.toContain('predictions')
  expect(seen()).toContain('Pooling')
  fireEvent.click(screen.getByLabelText('Legend'))
  expect(seen()).not.toContain('Pooling')
  fireEvent.click(screen.getByLabelText(/^PNG/))
  fireEvent.click(screen.getByLabelText('4×'))
  fireEvent.click(screen.getByText('Save …'))
  await waitFor(() => expect(useView.getState().overlay).toBe(undefined))
  const only = ['features/c1', 'features/s2']
  expect(asked).toEqual([{ format: 'png', path: '/LeNet-5.png png', scale: 4, locale: 'en', legend: false, only }])
  expect(useToasts.getState().toasts.at(-1)!.message.en).toBe('Figure written, 17 kB')
})

test('a figure that takes long can be given up, and the dialog stays', async () => {
  isSlow = true
  void saveFigure.run()
  render(<FigureDialog />)
  fireEvent.click(screen.getByText('Save …'))
  await screen.findByRole('progressbar')
  fireEvent.click(screen.getByText('Cancel'))
  await screen.findByText('Save …')
  await waitFor(() => expect(left).toBe(1))
  expect(useView.getState().overlay).toBe('figure')
  fireEvent.click(screen.getByText('Save …'))
  await screen.findByRole('progressbar')
  cleanup()
  await waitFor(() => expect(left).toBe(2))
  isSlow = false
})

test('without a selection the whole network is drawn, and of a selection nothing is offered', () => {
  useEditor.getState().select([])
  render(<FigureDialog />)
  expect(document.querySelector('.figure-preview')!.textContent).toContain('predictions')
  expect(screen.getByLabelText<HTMLInputElement>('The selection').disabled).toBe(true)
})
