import type { Text } from '../../src-core/text.ts'
import { same } from '../../src-core/text.ts'
import { heldLabel } from '../ui/keys.ts'

/** What keys and hands do on the canvas alone, where they are no actions: `canvas/keyboard.ts` and its neighbours. */
export const canvasKeys: readonly { label: Text; keys: Text }[] = [
  { label: { en: 'Add a layer', zh: '添加层' }, keys: same('Tab') },
  { label: { en: 'Walk along the wires', zh: '沿连线移动' }, keys: same('← ↑ ↓ →') },
  { label: { en: 'Edit the selected layer', zh: '编辑所选层' }, keys: same('Enter') },
  {
    label: { en: 'Add to the selection', zh: '加入选择' },
    keys: { en: heldLabel('shift', 'click'), zh: heldLabel('shift', '单击') },
  },
  {
    label: { en: 'Select all that a port leads to', zh: '选择端口一侧的全部层' },
    keys: { en: heldLabel('shift', 'click on it'), zh: heldLabel('shift', '单击端口') },
  },
  {
    label: { en: 'Drag a copy', zh: '拖出副本' },
    keys: { en: heldLabel('alt', 'drag'), zh: heldLabel('alt', '拖动') },
  },
  {
    label: { en: 'Pull out of the chain, closing the gap', zh: '从链中抽出并接合两端' },
    keys: { en: heldLabel('mod', 'drag'), zh: heldLabel('mod', '拖动') },
  },
  { label: { en: 'Move the view', zh: '移动视图' }, keys: { en: 'Space+drag', zh: '空格+拖动' } },
  { label: { en: 'Zoom', zh: '缩放' }, keys: { en: heldLabel('mod', 'wheel'), zh: heldLabel('mod', '滚轮') } },
]
