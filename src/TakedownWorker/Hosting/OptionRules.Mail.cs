using System.Net;
using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Hosting;

/// <summary>Mail that leaves.</summary>
internal static partial class OptionRules
{
    private static IEnumerable<ConfigurationFault> Outgoing(TakedownOptions o)
    {
        var mail = o.Mail.Outgoing;
        if (mail.OnlyTo.Length > 0 && !IsMailAddress(mail.OnlyTo))
        {
            yield return Fault("Mail:Outgoing:OnlyTo", "is not an e-mail address. Write one mailbox, or leave it empty.");
        }

        if ((mail.UserName.Length == 0) != (mail.Password.Length == 0))
        {
            var missing = mail.UserName.Length == 0 ? "UserName" : "Password";
            yield return Fault("Mail:Outgoing:" + missing, "is empty, but its twin is set. Set UserName and Password, or neither.");
        }

        if (mail.Password.Length > 0 && mail.Security == MailSecurity.None && !IsLoopback(mail.Host))
        {
            yield return Fault("Mail:Outgoing:Security", "None would send the password in clear. Write StartTls or Implicit.");
        }

        foreach (var fault in Dkim(o, mail.Dkim))
        {
            yield return fault;
        }
    }

    private static IEnumerable<ConfigurationFault> Dkim(TakedownOptions o, DkimOptions dkim)
    {
        (string Key, string Value)[] all = [("Selector", dkim.Selector), ("Domain", dkim.Domain), ("KeyFile", dkim.KeyFile)];
        if (all.All(x => x.Value.Length == 0))
        {
            yield break;
        }

        foreach (var (key, _) in all.Where(x => x.Value.Length == 0))
        {
            yield return Fault("Mail:Outgoing:Dkim:" + key, "is empty: a signature needs Selector, Domain and KeyFile. Set all three, or none.");
        }

        if (dkim.KeyFile.Length > 0 && !File.Exists(o.InDataDirectory(dkim.KeyFile)))
        {
            yield return Fault("Mail:Outgoing:Dkim:KeyFile", $"there is no file '{o.InDataDirectory(dkim.KeyFile)}'. Put the RSA key (PEM) there.");
        }
    }

    /// <summary>What may stay a placeholder as long as nothing is sent.</summary>
    private static IEnumerable<ConfigurationFault> Smtp(TakedownOptions o)
    {
        if (o.Mail.Outgoing.Mode != OutgoingMode.Smtp)
        {
            yield break;
        }

        if (o.Mail.Outgoing.Host.Trim().Length == 0)
        {
            yield return Fault("Mail:Outgoing:Host", "is empty, but Mode is Smtp. Name the mail server, or go back to Pickup.");
        }

        if (o.Organisation.Name == OrganisationOptions.PlaceholderName)
        {
            yield return Fault("Organisation:Name", $"is still the placeholder '{OrganisationOptions.PlaceholderName}', but Mode is Smtp. Write the name of your organisation.");
        }

        if (o.Organisation.From.Equals(OrganisationOptions.PlaceholderFrom, StringComparison.OrdinalIgnoreCase))
        {
            yield return Fault("Organisation:From", $"is still the placeholder '{OrganisationOptions.PlaceholderFrom}', but Mode is Smtp. Write your own address.");
        }
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
}
