using System;
using System.Collections.Generic;
using Amazon.Lambda.Core;

namespace Corpus.Clean.ExpressionParser;

/// <summary>A recursive parser with a position, a stack and a visitor: all state of the call, in instances and ref structs.</summary>
public class Function
{
    private static readonly Dictionary<char, int> Priority = new() { ['+'] = 1, ['*'] = 2 };

    public int Handle(string text, ILambdaContext context)
    {
        var parser = new Parser(text);
        var node = parser.Parse(0);
        var visitor = new DepthVisitor();
        node.Accept(visitor);
        var tokens = new Tokens(text);
        var count = 0;
        while (tokens.MoveNext())
        {
            count += tokens.Current == ' ' ? 0 : 1;
        }

        return visitor.Sum + visitor.Deepest + count;
    }

    private ref struct Tokens(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> _text = text;
        private int _index = -1;

        public readonly char Current => _text[_index];

        public bool MoveNext() => ++_index < _text.Length;
    }

    private sealed class Parser(string text)
    {
        private int _position;

        public Node Parse(int least)
        {
            var left = (Node)new Leaf(Number());
            while (_position < text.Length && Priority.TryGetValue(text[_position], out var priority) && priority > least)
            {
                var sign = text[_position++];
                var right = Parse(priority);
                left = new Pair(sign, left, right);
            }

            return left;
        }

        private int Number()
        {
            var value = 0;
            while (_position < text.Length && char.IsDigit(text[_position]))
            {
                value = value * 10 + text[_position] - '0';
                _position++;
            }

            return value;
        }
    }

    private abstract class Node
    {
        public abstract void Accept(DepthVisitor visitor);
    }

    private sealed class Leaf(int value) : Node
    {
        public override void Accept(DepthVisitor visitor) => visitor.Add(value);
    }

    private sealed class Pair(char sign, Node left, Node right) : Node
    {
        public override void Accept(DepthVisitor visitor)
        {
            visitor.Depth++;
            left.Accept(visitor);
            right.Accept(visitor);
            visitor.Depth -= sign == '+' ? 1 : 1;
        }
    }

    private sealed class DepthVisitor
    {
        public int Depth { get; set; }
        public int Deepest { get; private set; }
        public int Sum { get; private set; }

        public void Add(int value)
        {
            Sum += value;
            Deepest = Math.Max(Deepest, Depth);
        }
    }
}
