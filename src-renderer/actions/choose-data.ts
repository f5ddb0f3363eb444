import { Images } from 'lucide-react'
import { openOverlay } from '../store/view.ts'
import { connected } from './connected.ts'
import { defineAction } from './define.ts'

export const chooseData = defineAction({
  id: 'data',
  label: { en: 'Data and its images …', zh: '数据与图像…' },
  icon: Images,
  enabled: connected,
  run: () => openOverlay('data'),
})
