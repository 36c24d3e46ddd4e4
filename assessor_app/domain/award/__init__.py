"""From judgements to the award: outcome, outlook, panel, credential, register; complaints and appeals."""
