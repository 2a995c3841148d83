namespace TakedownWorker.Core.Notices;

/// <summary>Does a letter that has not left carry what is no longer owed? It loses it; an empty letter is superseded.</summary>
internal static class TakeAwayRule
{
    public static readonly RuleId Takes = new("NOT-35");

    public static NoticeDecision? Ask(CaseFile file, NoticeContext _)
    {
        var owed = file.Takedowns.SelectMany(t => t.Items).Where(i => i.State == ItemState.Owed).Select(i => i.Key).ToHashSet();
        foreach (var n in file.Notices.Where(n => n.HasNotLeft))
        {
            if (n.Items.Length == 0)
            {
                return new NoticeDecision.ChangeState(Takes, n.Id, NoticeState.Superseded);
            }

            var gone = n.Items.Where(k => !owed.Contains(k)).ToList();
            if (gone.Count > 0)
            {
                return n.State == NoticeState.Queued
                    ? new NoticeDecision.Recall(Takes, n.Id)
                    : new NoticeDecision.TakeAway(Takes, n.Id, [.. gone]);
            }
        }

        return null;
    }
}
