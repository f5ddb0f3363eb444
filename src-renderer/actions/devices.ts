import { Cpu } from 'lucide-react'
import { openOverlay } from '../store/view.ts'
import { connected } from './connected.ts'
import { defineAction } from './define.ts'

export const showDevices = defineAction({
  id: 'devices',
  label: { en: 'Devices: CPU and GPU', zh: '设备：CPU 与 GPU' },
  icon: Cpu,
  enabled: connected,
  run: () => openOverlay('devices'),
})
