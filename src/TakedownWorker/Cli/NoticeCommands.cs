using System.CommandLine;
using TakedownWorker.Core;
using TakedownWorker.Core.Notices;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Cli;

/// <summary><c>notice preview</c> (NoticePreviewCommand.cs) and <c>notice withdraw</c>.</summary>
internal static class NoticeCommands
{
    public static Command Create(ICommandServices services) =>
        new("notice", "Letters.") { NoticePreviewCommand.Create(services), Withdraw(services) };

    private static Command Withdraw(ICommandServices services)
    {
        var id = new Argument<string>("ID") { Description = "Id of the letter, as case show prints it." };
        var withdraw = new Command("withdraw", "Takes a letter back: reminders stop and its recipient is told.") { id };
        withdraw.SetAction(async (parsed, cancellationToken) =>
        {
            var text = parsed.GetValue(id)!;
            var store = await services.WithDatabaseAsync<ICaseStore>(cancellationToken);
            var found = Guid.TryParseExact(text, "N", out var guid) ? await store.FindByNoticeAsync(new NoticeId(guid), cancellationToken) : null;
            if (found is null)
            {
                throw new CommandException($"There is no letter '{text}'. See 'case show'.");
            }

            var runner = await services.WithDatabaseAsync<CaseRunner>(cancellationToken);
            var notice = new NoticeId(guid);
            await runner.TellLetterAsync(
                found.Value, notice,
                (_, _) => new TakedownEvent.CaseworkerActed(Guid.NewGuid(), runner.Now, new CaseworkerAction.WithdrewNotice(notice)), cancellationToken);
            await Output.LineAsync("Withdrawn. If it had left, its recipient is told; nothing more is written about its addresses until you settle the task.");
            return 0;
        });
        return withdraw;
    }
}
