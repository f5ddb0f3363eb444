// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { compareTheEditions } from '../actions/compare-editions.ts'
import { setLocale } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import { newDocument } from '../../templates/open.ts'
import { CompareDialog } from './CompareDialog.tsx'

function open(template: string, options = {}) {
  const made = newDocument(template, options)
  if (!made.ok) throw new Error(made.failure.message.en)
  useEditor.getState().load({ document: made.value })
}
function show(template: string, options = {}) {
  open(template, options)
  return render(<CompareDialog />)
}
const rows = (name: string) => screen.queryAllByRole('group', { name }).map((row) => row.textContent)
const totals = (name: string) =>
  within(screen.getByRole('row', { name: new RegExp(`^${name}`) }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent)

afterEach(() => {
  cleanup()
  setLocale('en')
  useView.setState({ overlay: undefined })
})

test("LeNet-5's pairs say what differs, what only one has is marked, and the totals are the notes'", () => {
  show('lenet')
  expect(screen.getByText('6 layers changed, 1 only in the paper’s, 0 only in the code’s.')).toBeTruthy()
  expect(totals('Parameters')).toEqual(['61,706', '520,082', '+458,376 (+743%)'])
  expect(totals('Input')).toEqual(['32×32×1', '32×32×1', 'the same'])
  const changed = rows('Changed')
  expect(changed[0]).toMatch(/^c1.*conv1.*Padding valid \(none\) → same/i)
  expect(changed[1]).toMatch(/^s2.*pool1.*Kind Average pooling.* → Max.*pooling/i)
  expect(changed.some((text) => text!.includes('Units 84 → 500'))).toBe(true)
  expect(rows('Only in the paper’s')).toHaveLength(1)
  expect(rows('Only in the paper’s')[0]).toMatch(/^c5/)
  expect(rows('The same')).toEqual([])
})

test('layers that are the same are folded away until they are asked for', () => {
  show('lenet')
  // The input, before the stages, and the layer that flattens.
  const folded = screen.getAllByRole('button', { name: '1 layer the same' })
  expect(folded).toHaveLength(2)
  fireEvent.click(folded[1]!)
  expect(rows('The same')).toHaveLength(1)
  expect(rows('The same')[0]).toMatch(/^flatten.*flatten/)
})

test('the other options are the document’s, whichever edition is open, and its edits play no part', () => {
  open('lenet', { edition: 'documented', classes: 26 })
  expect(useEditor.getState().execute('deleteNodes', { ids: ['features/conv1'], heal: true }).ok).toBe(true)
  render(<CompareDialog />)
  expect(totals('Output')).toEqual(['26', '26', 'the same'])
  expect(rows('Changed')[0]).toMatch(/^c1.*conv1/)
})

test('defaults that follow from the edition are said', () => {
  show('squeezenet')
  expect(screen.getByText(/The editions’ defaults differ: Input size 224 → 299/)).toBeTruthy()
})

test('a change that many layers have in common is said once', () => {
  show('resnet', { depth: 50 })
  // Every normalization of ResNet-50.
  expect(screen.getByText('In 53 layers (Batch normalization): Epsilon 0.00001001 → 0.001.')).toBeTruthy()
})

test('editions that are equal are said to be the same network', () => {
  show('inception-v3')
  expect(screen.getByText('With these options both editions are the same network.')).toBeTruthy()
  expect(rows('Changed')).toEqual([])
})

test('options that one edition refuses are explained', () => {
  show('lenet', { edition: 'documented', inputSize: 28 })
  expect(screen.getByRole('alert').textContent).toMatch(/needs images of at least 32×32, not 28×28/)
})

test('the focus is where the arrows scroll, and Esc closes', () => {
  useView.setState({ overlay: 'editions' })
  show('lenet')
  expect(document.activeElement?.className).toBe('compare')
  fireEvent.keyDown(document.activeElement!, { key: 'Escape' })
  expect(useView.getState().overlay).toBeUndefined()
})

test('it speaks Chinese', () => {
  setLocale('zh')
  show('lenet')
  expect(screen.getByText('6 个层有改动，1 个层仅论文版有，0 个层仅代码版有。')).toBeTruthy()
  expect(rows('仅论文版有')).toHaveLength(1)
})

test('the action says why there is nothing to compare', () => {
  open('lenet')
  expect(compareTheEditions.enabled()).toBe(true)
  open('inception-v4')
  expect(compareTheEditions.enabled()).toMatchObject({ en: 'Inception v4 has one edition only.' })
  const { document } = useEditor.getState().history
  useEditor.getState().load({ document: { ...document, template: undefined } })
  expect(compareTheEditions.enabled()).toMatchObject({
    en: expect.stringContaining('comes from no template') as string,
  })
})
