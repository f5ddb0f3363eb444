import type { Text } from '../../src-core/text.ts'

export const columns = ['name', 'kind', 'shape', 'parameters', 'macs', 'activationBytes', 'receptiveField'] as const
export type Column = (typeof columns)[number]

export const columnTitles: Readonly<Record<Column, Text>> = {
  name: { en: 'Name', zh: '名称' },
  kind: { en: 'Kind', zh: '类型' },
  shape: { en: 'Output shape', zh: '输出形状' },
  parameters: { en: 'Parameters', zh: '参数' },
  macs: { en: 'MACs', zh: '乘加次数' },
  activationBytes: { en: 'Activations', zh: '激活内存' },
  receptiveField: { en: 'Receptive field', zh: '感受野' },
}

/** Columns that compare by size: a first press sorts them from the largest down. */
export const isFigure = (column: Column): boolean => column !== 'name' && column !== 'kind'
