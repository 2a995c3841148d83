using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Mail;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Tests.Mail;

public sealed class AddMailTests
{
    private static ServiceProvider Services(Action<OutgoingMailOptions> change)
    {
        var options = new TakedownOptions { DataDirectory = "/data" };
        change(options.Mail.Outgoing);
        var services = new ServiceCollection();
        services.AddKeyedSingleton(Clocks.Domain, TimeProvider.System);
        services.AddKeyedSingleton(Clocks.Machine, TimeProvider.System);
        return services.AddLogging().AddMail(options).BuildServiceProvider();
    }

    [Fact]
    public void The_default_writes_to_a_folder_of_the_data_directory()
    {
        using var services = Services(_ => { });
        Assert.IsType<PickupSender>(services.GetRequiredService<IMailSender>());
        Assert.Equal("/data/pickup", services.GetRequiredService<MailSettings>().PickupFolder);
    }

    [Fact]
    public void Smtp_sends()
    {
        using var services = Services(o => o.Mode = OutgoingMode.Smtp);
        Assert.IsType<SmtpSender>(services.GetRequiredService<IMailSender>());
    }

    [Fact]
    public void The_settings_do_not_print_their_password() =>
        Assert.Equal(typeof(object), typeof(MailSettings).GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType);
}
