namespace EsimLifecycle.Tests;

public class ValueListTests
{
    [Fact]
    public void The_default_value_is_the_empty_list()
    {
        ValueList<int> none = default;

        none.Should().BeEmpty();
        none.Equals([]).Should().BeTrue();
        none.ToString().Should().Be("[]");
    }

    [Fact]
    public void Equality_is_by_elements_and_order()
    {
        ValueList<string> list = ["a", "b"];

        list.Equals(["a", "b"]).Should().BeTrue();
        list.Equals(["b", "a"]).Should().BeFalse();
        list.Equals(["a"]).Should().BeFalse();
        list.GetHashCode().Should().Be(ValueList.Create<string>(["a", "b"]).GetHashCode());
    }

    [Fact]
    public void What_it_contains_is_found_without_allocating()
    {
        ValueList<Role> roles = [Role.Customer, Role.Agent];
        roles.Contains(Role.Agent).Should().BeTrue();
        roles.Contains(Role.System).Should().BeFalse();
        default(ValueList<Role>).Contains(Role.Customer).Should().BeFalse();

        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = roles.Contains(Role.System);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void Changing_gives_a_new_list_and_leaves_the_old_one()
    {
        ValueList<int> list = [1, 2, 3];

        list.Add(4).Should().Equal(1, 2, 3, 4);
        list.SetItem(1, 9).Should().Equal(1, 9, 3);
        list.RemoveAt(0).Should().Equal(2, 3);
        list.RemoveAt(0).RemoveAt(1).RemoveAt(0).Should().BeEmpty();
        list.Should().Equal(1, 2, 3);
    }

    [Fact]
    public void An_index_outside_the_list_is_an_error_that_tells_its_length()
    {
        ValueList<int> list = [1];

        var reading = () => list[1];
        reading.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*1 elements*");
        FluentActions.Invoking(() => list.RemoveAt(1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => list.SetItem(-1, 0)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
