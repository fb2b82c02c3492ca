using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>What was said is logged at any time, in order, once; and a message that was asked for is confirmed by what was sent.</summary>
public class CorrespondenceTests
{
    private static readonly ContentDigest Content = ContentDigest.Of("We have received your request."u8);

    private static readonly LogCorrespondence Letter = new(CorrespondenceDirection.Received, CallerChannel.Post, new PersonalReference("letter-1"))
    {
        Digest = Content,
    };

    public static TheoryData<S> Statuses => [.. Lives.Resting.Except([S.None])];

    [Theory]
    [MemberData(nameof(Statuses))]
    public void It_can_be_logged_in_every_status_and_changes_none(S status) =>
        In(status).When(Letter, Caller.System).Then<CorrespondenceLogged>().Is(status)
            .With(s => s.Event<CorrespondenceLogged>().Should().Match<CorrespondenceLogged>(entry =>
                entry.Direction == CorrespondenceDirection.Received && entry.Channel == CallerChannel.Post && entry.Record == Letter.Record && entry.Digest == Content));

    private static Scenario In(S status) => status switch
    {
        S.Closed => Lives.In(S.Active).When(new Terminate(TerminationReason.Revoked), Caller.Carrier),
        _ when Lives.Origins.Contains(status) => Lives.In(status),
        _ => Lives.Cancelling(S.Active, status),
    };

    [Fact]
    public void Said_again_it_changes_nothing_and_any_difference_is_an_entry_of_its_own()
    {
        var logged = Scenario.With().Activated().When(Letter, Caller.System).Then<CorrespondenceLogged>().When(Letter, Caller.System).AlreadyDone();
        LogCorrespondence[] others =
        [
            Letter with { Direction = CorrespondenceDirection.Sent },
            Letter with { Channel = CallerChannel.Email },
            Letter with { Record = new PersonalReference("letter-2") },
            Letter with { Digest = ContentDigest.Of("We have received your request!"u8) },
            Letter with { Digest = null },
            Letter with { Message = "sub-1/1/message" },
            Letter with { OccurredAt = logged.Now },
        ];
        foreach (var other in others)
            logged.When(other, Caller.System).Then<CorrespondenceLogged>().When(other, Caller.System).AlreadyDone();
    }

    [Fact]
    public void A_message_that_was_logged_as_sent_is_not_wanted_any_more()
    {
        var scenario = Scenario.With().Activated();
        var message = scenario.Instructions().OfType<SendMessage>().Single(each => each.Template == MessageTemplate.Activated);
        var sent = new LogCorrespondence(CorrespondenceDirection.Sent, CallerChannel.Sms, new PersonalReference("sms-1")) { Digest = Content, Message = message.Key };

        scenario.When(sent with { Direction = CorrespondenceDirection.Received }, Caller.System);
        message.IsStillWanted(scenario.State).Should().BeTrue("an answer to it does not show that it was sent");
        scenario.When(sent with { Message = message.Key + "-2" }, Caller.System);
        message.IsStillWanted(scenario.State).Should().BeTrue("that was another one");
        scenario.When(sent, Caller.System);
        message.IsStillWanted(scenario.State).Should().BeFalse();
        message.IsStillWanted(LifecycleJson.ReadSubscription(LifecycleJson.Write(scenario.State))).Should().BeFalse();
    }

    [Fact]
    public void A_digest_that_is_none_is_malformed() =>
        Scenario.With().Activated().When(Letter with { Digest = default(ContentDigest) }, Caller.System).ThenRefused(RefusalCode.CommandMalformed);

    [Fact]
    public void Customers_do_not_write_the_log() =>
        Scenario.With().Activated().When(Letter, Caller.Customer(CallerChannel.App)).ThenRefused(RefusalCode.RoleNotPermitted);

    [Theory]
    [InlineData("")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8555")]
    [InlineData("g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public void Anything_but_a_digest_is_refused(string text)
    {
        ContentDigest.TryParse(text, out _).Should().BeFalse();
        FluentActions.Invoking(() => ContentDigest.Parse(text)).Should().Throw<FormatException>().WithMessage("*64 hexadecimal digits*");
    }

    [Fact]
    public void A_digest_is_written_as_it_is_read()
    {
        const string empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        ContentDigest.Of([]).ToString().Should().Be(empty);
        ContentDigest.Parse(empty.ToUpperInvariant()).Should().Be(ContentDigest.Of([]));
        ContentDigest.Parse("00000000000000000000000000000000000000000000000000000000000000ff").ToString().Should().EndWith("ff").And.HaveLength(64);
        default(ContentDigest).ToString().Should().BeEmpty();
    }
}
