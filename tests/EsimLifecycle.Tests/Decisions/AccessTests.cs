using System.Text;

namespace EsimLifecycle.Tests;

/// <summary>Who may give which command, as the library really does it where a policy changes nothing: a table to read, <c>access.txt</c>.</summary>
public class AccessTests
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "Decisions", "access.txt");

    private static readonly Role[] Roles = Enum.GetValues<Role>();

    [Fact]
    public void Who_may_give_a_command_is_as_the_table_says()
    {
        var table = Table();

        System.IO.File.ReadAllText(File).ReplaceLineEndings("\n").Should().Be(table, "this is what the library does; where it is meant, put it in access.txt:\n{0}", table);
    }

    [Fact]
    public void Every_command_declares_who_may_give_it() =>
        Enum.GetValues<CommandKind>().Select(kind => LifecycleCommand.DefinitionOf(kind).Kind).Should().Equal(Enum.GetValues<CommandKind>());

    [Fact]
    public void A_policy_may_say_otherwise() => Scenario
        .With(policy => policy with
        {
            Access = new AccessPolicy
            {
                Channels = [CallerChannel.Sms],
                Commands =
                [
                    new CommandAccess { Command = CommandKind.Renew, Roles = [Role.Agent] },
                    new CommandAccess { Command = CommandKind.Activate, Identity = IdentityAssurance.High },
                ],
            },
        })
        .When(new OpenSubscription(Scenario.Id, "monthly"), Caller.Customer(CallerChannel.Sms)).Then<SubscriptionOpened>().Paid()
        .When(new Activate(), Caller.Customer(CallerChannel.App))
        .ThenRefused(RefusalCode.ChannelNotAccepted, RefusalCode.IdentityTooWeak)
        .When(new Activate(), Caller.Carrier).Then<SubscriptionActivated>()
        .When(new Renew(PaymentMethod.Card), Caller.Carrier).ThenRefused(RefusalCode.RoleNotPermitted)
        .When(new Renew(PaymentMethod.Card), Caller.Agent(CallerChannel.Sms)).Then<ChargeRequested>();

    /// <summary>A line for each command: for each role the least identity it needs, "any" where none is asked for, "-" where the role may not give it.</summary>
    private static string Table()
    {
        var text = new StringBuilder();
        Line(text, "", Roles.Select(role => role.ToString()));
        foreach (var type in JsonSamples.Concrete.Where(type => type.IsSubclassOf(typeof(LifecycleCommand))).OrderBy(type => Enum.Parse<CommandKind>(type.Name)))
        {
            var command = (LifecycleCommand)JsonSamples.Read(type, Encoding.UTF8.GetBytes(JsonSamples.Whole(type).ToJsonString()));
            Line(text, type.Name, Roles.Select(role => LeastIdentity(command, role)));
        }

        return text.ToString();
    }

    private static string LeastIdentity(LifecycleCommand command, Role role)
    {
        foreach (var identity in Enum.GetValues<IdentityAssurance>())
        {
            if (IsTaken(command, new Caller(role, CallerChannel.App, identity)))
                return IsTaken(command, new Caller(role, CallerChannel.Unknown, identity)) ? "any" : identity.ToString();
        }

        return "-";
    }

    private static bool IsTaken(LifecycleCommand command, Caller by) => !Scenario.With().When(command, by).Last.Refusals
        .Any(refusal => refusal.Code is RefusalCode.RoleNotPermitted or RefusalCode.ChannelNotAccepted or RefusalCode.IdentityTooWeak);

    private static void Line(StringBuilder text, string command, IEnumerable<string> cells) => text
        .Append(string.Concat(cells.Prepend(command).Select((cell, i) => cell.PadRight(i == 0 ? 26 : 13))).TrimEnd())
        .Append('\n');
}
