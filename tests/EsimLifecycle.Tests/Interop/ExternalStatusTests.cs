using System.Text;
using EsimLifecycle.Interop;

namespace EsimLifecycle.Tests;

/// <summary>A subscription's status in other systems' words: total, and nothing is lost.</summary>
public class ExternalStatusTests
{
    private static readonly bool[] YesNo = [false, true];

    /// <summary>Every standing there can be, and many that can't.</summary>
    private static IEnumerable<StatusDetail> All =>
        from status in Lives.Resting
        from activated in YesNo
        from paid in YesNo
        from provisioning in YesNo
        from exhausted in YesNo
        from suspended in Enum.GetValues<SuspensionHolder>().Cast<SuspensionHolder?>().Prepend(null)
        from closed in Enum.GetValues<ClosedReason>().Cast<ClosedReason?>().Prepend(null)
        where status == SubscriptionStatus.Closed ? suspended is null : closed is null
        select new StatusDetail
        {
            Status = status,
            IsActivated = activated,
            IsPaid = paid,
            IsProvisioning = provisioning,
            IsDataExhausted = exhausted,
            Suspended = suspended,
            Closed = closed,
        };

    [Fact]
    public void A_standing_in_words_is_read_back_as_the_same()
    {
        foreach (var standing in All)
        {
            StatusDetail.TryParse(standing.ToString(), out var read).Should().BeTrue();
            read.Should().Be(standing);
        }

        new StatusDetail { Status = SubscriptionStatus.Suspended, IsActivated = true, Suspended = SuspensionHolder.Fraud }.ToString()
            .Should().Be("Suspended.Activated.Fraud");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("active")]
    [InlineData("2")]
    [InlineData("InForce")]
    [InlineData("PendingCancel.Activated")]
    [InlineData("Active.")]
    [InlineData("Active.1")]
    [InlineData("Active.Expired")]
    [InlineData("Closed.Fraud.Customer")]
    public void Another_text_is_no_standing(string? text)
    {
        StatusDetail.TryParse(text, out var standing).Should().BeFalse();
        standing.Should().Be(default(StatusDetail));
    }

    [Fact]
    public void Every_standing_has_a_word_in_each_vocabulary_and_with_its_reason_comes_back_as_it_was()
    {
        foreach (var standing in All)
        {
            Back(standing, Tmf637.Of(standing), Tmf637.Read);
            Back(standing, EsimAccessStatuses.Of(standing), EsimAccessStatuses.Read);
            Back(standing, GooglePlay.Of(standing), GooglePlay.Read);
        }

        static void Back<T>(StatusDetail standing, ExternalStatus<T> there, Func<string?, string?, ExternalStatus<T>> read) where T : struct, Enum
        {
            there.Status.Should().NotBe(default(T));
            there.Detail.Should().Be(standing);
            read(there.Text, there.Reason).Should().Be(there);
        }
    }

    [Fact]
    public void Every_word_means_a_standing_whose_word_it_is()
    {
        Each(Tmf637.Of, Tmf637.Read);
        Each(GooglePlay.Of, GooglePlay.Read);
        Each(EsimAccessStatuses.Of, EsimAccessStatuses.Read, except: EsimAccessStatus.Paid);

        static void Each<T>(Func<StatusDetail, ExternalStatus<T>> of, Func<string?, string?, ExternalStatus<T>> read, T except = default) where T : struct, Enum
        {
            foreach (var status in Enum.GetValues<T>().Except([default, except]))
            {
                // Words are compared without their underscores, so that the names of the values do.
                var there = read($"{status}", null);
                there.Status.Should().Be(status);
                of(there.Detail!.Value).Status.Should().Be(status);
            }
        }
    }

    [Theory]
    [InlineData("aborted ", Tmf637Status.Aborted)]
    [InlineData("aborted", Tmf637Status.Aborted)]
    [InlineData(" PendingTerminate\t", Tmf637Status.PendingTerminate)]
    [InlineData("active", Tmf637Status.Active)]
    public void A_word_is_read_trimmed_and_in_any_case(string text, Tmf637Status status)
    {
        Tmf637.Read(text).Status.Should().Be(status);
        Tmf637.Read(text).Text.Should().Be(text);
    }

    [Fact]
    public void The_standards_own_space_is_written() =>
        Tmf637.Of(new StatusDetail { Status = SubscriptionStatus.Closed, Closed = ClosedReason.Fraud }).Text.Should().Be("aborted ");

    [Theory]
    [InlineData("frozen")]
    [InlineData("")]
    [InlineData(null)]
    public void A_word_that_nobody_knows_is_unknown_and_keeps_its_text(string? text)
    {
        var there = Tmf637.Read(text, "Active");

        there.Status.Should().Be(Tmf637Status.Unknown);
        there.Text.Should().Be(text ?? "");
        there.Reason.Should().Be("Active");
        there.Detail.Should().BeNull();
        EsimAccessStatuses.Read(text).Status.Should().Be(EsimAccessStatus.Unknown);
        GooglePlay.Read(text).Status.Should().Be(GooglePlayStatus.Unknown);
    }

    [Fact]
    public void A_reason_that_does_not_fit_the_word_is_kept_and_does_not_count()
    {
        var there = Tmf637.Read("active", "Suspended.Activated.Fraud");

        there.Detail.Should().Be(new StatusDetail { Status = SubscriptionStatus.Active, IsActivated = true, IsPaid = true });
        there.Reason.Should().Be("Suspended.Activated.Fraud");
    }

    [Theory]
    [InlineData("ACTIVE")]
    [InlineData("SUBSCRIPTION_STATE_ACTIVE")]
    [InlineData(" subscription_state_active ")]
    public void Google_Plays_words_are_read_with_their_beginning_or_without(string text) => GooglePlay.Read(text).Status.Should().Be(GooglePlayStatus.Active);

    [Fact]
    public void A_life_has_a_word_at_every_step()
    {
        var opened = Scenario.Preset("axis-travel").Opened();
        Words(Subscription.None).Should().Be("created CREATE SUBSCRIPTION_STATE_PENDING None");
        Words(opened.State).Should().Be("pendingActive PAYING SUBSCRIPTION_STATE_PENDING Pending");

        var paid = opened.Paid();
        Words(paid.State).Should().Be("pendingActive GOT_RESOURCE SUBSCRIPTION_STATE_PENDING Pending.Paid");

        var active = paid.When(new Activate());
        Words(active.State).Should().Be("active IN_USE SUBSCRIPTION_STATE_ACTIVE Active.Activated.Paid");

        static string Words(Subscription subscription) =>
            $"{Tmf637.Of(subscription).Text} {EsimAccessStatuses.Of(subscription).Text} {GooglePlay.Of(subscription).Text} {StatusDetail.Of(subscription)}";
    }

    [Fact]
    public void The_readmes_table_is_what_the_code_does()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Interop", "README.md"));
        var start = readme.IndexOf("<!-- statuses -->\n", StringComparison.Ordinal) + "<!-- statuses -->\n".Length;

        readme[start..readme.IndexOf("<!-- /statuses -->", StringComparison.Ordinal)].Should().Be(Table());
    }

    private static string Table()
    {
        var table = new StringBuilder("| here | TMF637 | eSIM Access | Google Play |\n|---|---|---|---|\n");
        foreach (var (words, standing) in Rows())
        {
            var google = GooglePlay.Of(standing).Text.Replace("SUBSCRIPTION_STATE_", "", StringComparison.Ordinal);
            table.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"| {words} | `{Tmf637.Of(standing).Text}` | `{EsimAccessStatuses.Of(standing).Text}` | `{google}` |\n");
        }

        return table.ToString();
    }

    private static IEnumerable<(string Words, StatusDetail Standing)> Rows()
    {
        yield return ("nothing yet", default);
        yield return ("pending, not paid", new StatusDetail { Status = SubscriptionStatus.Pending });
        yield return ("pending, paid, to be confirmed", new StatusDetail { Status = SubscriptionStatus.Pending, IsPaid = true, IsProvisioning = true });
        yield return ("pending, paid", new StatusDetail { Status = SubscriptionStatus.Pending, IsPaid = true });
        yield return ("active", Activated(SubscriptionStatus.Active));
        yield return ("active, no data left", Activated(SubscriptionStatus.Active) with { IsDataExhausted = true });
        yield return ("grace", Activated(SubscriptionStatus.Grace));
        yield return ("suspended by the customer", Activated(SubscriptionStatus.Suspended) with { Suspended = SuspensionHolder.Customer });
        yield return ("suspended otherwise", Activated(SubscriptionStatus.Suspended) with { Suspended = SuspensionHolder.NonPayment });
        yield return ("cancellation open, before activation", new StatusDetail { Status = SubscriptionStatus.UnderReview, IsPaid = true });
        yield return ("cancellation open", Activated(SubscriptionStatus.UnderReview));
        yield return ("cancellation open, suspended", Activated(SubscriptionStatus.Clearing) with { Suspended = SuspensionHolder.Carrier });
        yield return ("closed by the customer", Closed(ClosedReason.CustomerCancelled));
        yield return ("expired", Closed(ClosedReason.Expired));
        yield return ("closed by the carrier, or moved away", Closed(ClosedReason.PortedOut));
        yield return ("closed by the customer before activation", Closed(ClosedReason.CustomerCancelled) with { IsActivated = false });
        yield return ("expired before activation", Closed(ClosedReason.Expired) with { IsActivated = false });
        yield return ("closed by the carrier before activation", Closed(ClosedReason.Revoked) with { IsActivated = false });

        static StatusDetail Activated(SubscriptionStatus status) => new() { Status = status, IsActivated = true, IsPaid = true };

        static StatusDetail Closed(ClosedReason reason) => new() { Status = SubscriptionStatus.Closed, IsActivated = true, Closed = reason };
    }
}
