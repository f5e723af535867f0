/** The parts of the alerts' page, by what its address calls them; the first is there without. */
export const ALERT_PARTS = [
  { id: 'alerts', title: 'Alerts' },
  { id: 'incidents', title: 'Incidents' },
  { id: 'silences', title: 'Silences' },
  { id: 'maintenance', title: 'Maintenance' },
  { id: 'on-call', title: 'On call' },
  { id: 'rules', title: 'Rules' },
  { id: 'packs', title: 'Ready-made' },
  { id: 'editor', title: 'Rule editor' },
  { id: 'routes', title: 'Routes' },
  { id: 'channels', title: 'Channels' },
  { id: 'history', title: 'History' },
  { id: 'report', title: 'Report' },
] as const;

export type AlertPart = (typeof ALERT_PARTS)[number]['id'];
