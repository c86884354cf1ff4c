using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

public class Lmi1008InconsistentLockingTests
{
    [Theory]
    [InlineData("return {|LMI1008:_names|}.Count;")]
    [InlineData("return {|LMI1008:_names|}.Where(static n => n.Length > 1).Count();")]
    [InlineData("foreach (var name in {|LMI1008:_names|}) { System.Console.WriteLine(name); } return 0;")]
    [InlineData("return string.Join(',', {|LMI1008:_names|}).Length;")]
    [InlineData("return new List<string>({|LMI1008:_names|}).Count;")]
    [InlineData("return {|LMI1008:_names|}[0].Length;")]
    [InlineData("{|LMI1008:_names.Add|}(input); return 0;")]
    [InlineData("lock (_other) { {|LMI1008:_names.Add|}(input); return 0; }")]
    [InlineData("lock (_other) { return {|LMI1008:_names|}.Count; }")]
    [InlineData("return {|LMI1008:_count|};")]
    [InlineData("{|LMI1008:_count++|}; return 0;")]
    [InlineData("{|LMI1008:_count|} = 0; return 0;")]
    [InlineData("return (int){|LMI1008:_total|};")]
    [InlineData("return Compute(() => {|LMI1008:_names|}.Count);")]
    public Task An_access_without_the_lock_of_the_writers_is_reported(string statements) => Verify.RulesAsync(Function(statements));

    [Theory]
    [InlineData("lock (_gate) { return _names.Count + _count + (int)_total; }")]
    [InlineData("lock (_gate) { return _names.Select(n => _names.Count).Count(); }")]
    [InlineData("return _names == null ? 1 : 0;")]
    [InlineData("return nameof(_names).Length;")]
    [InlineData("var names = _names; lock (_gate) { return names.Count; }")]
    [InlineData("if (_names.Count == 0) { return 0; } lock (_gate) { return _names.Count == 0 ? 0 : _names[0].Length; }")]
    [InlineData("return _isOpen ? 1 : 0;")]
    [InlineData("return _last.Length;")]
    [InlineData("return _version;")]
    public Task Reads_that_need_no_lock_are_not(string statements) => Verify.RulesAsync(Function(statements));

    private static string Function(string statements) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Amazon.Lambda.Core;

        public class Function
        {
            private readonly object _gate = new();
            private readonly object _other = new();
            private readonly List<string> _names = new();
            private volatile int _version;
            private int _count;
            private decimal _total;
            private bool _isOpen;
            private string _last = "";

            public void Write(string input, ILambdaContext context)
            {
                lock (_gate)
                {
                    _names.Add("");
                    _names.Remove("x");
                    _count++;
                    _count += 2;
                    _total = 1.5m;
                    _isOpen = true;
                    _last = "written";
                    _version++;
                }

                lock (_other)
                {
                    Console.WriteLine(input);
                }
            }

            public int Handle(string input, ILambdaContext context)
            {
                {{statements}}
            }

            private static int Compute(Func<int> get) => get();
        }
        """;

    [Fact]
    public Task A_helper_with_one_unlocked_caller_is_reported_and_one_with_none_is_not() => Verify.RulesAsync("""
        using System.Collections.Generic;
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly object s_gate = new();
            private static readonly List<string> s_some = new();
            private static readonly List<string> s_all = new();

            public void One(string input, ILambdaContext context)
            {
                lock (s_gate)
                {
                    AddSome(input);
                    AddAll(input);
                }

                System.Console.WriteLine(input);
            }

            public void Two(string input, ILambdaContext context)
            {
                AddSome(input);
                lock (s_gate)
                {
                    AddAll(input);
                }
            }

            private static void AddSome(string input) => {|LMI1008:s_some.Add|}(input);

            private static void AddAll(string input) => s_all.Add(input);
        }
        """);

    [Fact]
    public Task A_read_lock_is_enough_for_reads_alone() => Verify.RulesAsync("""
        using System.Collections.Generic;
        using System.Threading;
        using Amazon.Lambda.Core;

        public class Function
        {
            private readonly ReaderWriterLockSlim _lock = new();
            private readonly Dictionary<string, int> _values = new();

            public void Set(string input, ILambdaContext context)
            {
                _lock.EnterWriteLock();
                try
                {
                    _values[input] = 1;
                }
                finally
                {
                    _lock.ExitWriteLock();
                }
            }

            public int Get(string input, ILambdaContext context)
            {
                _lock.EnterReadLock();
                try
                {
                    return _values.Count;
                }
                finally
                {
                    _lock.ExitReadLock();
                }
            }

            public void Drop(string input, ILambdaContext context)
            {
                _lock.EnterReadLock();
                try
                {
                    {|LMI1008:_values.Remove|}(input);
                }
                finally
                {
                    _lock.ExitReadLock();
                }
            }
        }
        """);
}
