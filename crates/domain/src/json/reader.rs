//! What serde asks of a text.

use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer as _, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};

use super::parse::{Number, Parse, Words};

/// A text that cannot be read as what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread;

impl fmt::Display for Unread {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("this cannot be read")
    }
}

impl std::error::Error for Unread {}

impl Error for Unread {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }

    fn invalid_value(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn serde::de::Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

/// Reads a value from the whole of a text.
///
/// # Errors
/// Where the text is not JSON, or not of this type.
pub fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Unread> {
    let mut parse = Parse::new(text);
    let value = T::deserialize(Reader(&mut parse))?;
    parse.end()?;
    Ok(value)
}

/// The name by which `serde_json` asks for a value as it stands in the text.
const RAW: &str = "$serde_json::private::RawValue";

struct Reader<'a, 'de>(&'a mut Parse<'de>);

impl<'a, 'de> Reader<'a, 'de> {
    fn map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        self.0.enter(b'{')?;
        let value = visitor.visit_map(Inside { parse: &mut *self.0, first: true })?;
        self.0.leave(b'}')?;
        Ok(value)
    }

    fn seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        self.0.enter(b'[')?;
        let value = visitor.visit_seq(Inside { parse: &mut *self.0, first: true })?;
        self.0.leave(b']')?;
        Ok(value)
    }

    fn words<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        match self.0.string()? {
            Words::Borrowed(words) => visitor.visit_borrowed_str(words),
            Words::Owned(words) => visitor.visit_str(&words),
        }
    }

    fn number<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        match self.0.number()? {
            Number::Whole(number) => visitor.visit_u64(number),
            Number::Negative(number) => visitor.visit_i64(number),
            Number::Broken(number) => visitor.visit_f64(number),
        }
    }
}

macro_rules! as_one {
    ($way:ident: $($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
            self.$way(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Reader<'_, 'de> {
    type Error = Unread;

    as_one!(words: deserialize_str deserialize_string deserialize_char deserialize_identifier);
    as_one!(number: deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64);
    as_one!(map: deserialize_map);
    as_one!(seq: deserialize_seq);
    forward_to_deserialize_any! { i128 u128 f32 f64 bytes byte_buf }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        match self.0.peek()? {
            b'"' => self.words(visitor),
            b'{' => self.map(visitor),
            b'[' => self.seq(visitor),
            b't' | b'f' => self.deserialize_bool(visitor),
            b'n' => self.deserialize_unit(visitor),
            _ => self.number(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        let yes = self.0.peek()? == b't';
        self.0.word(if yes { "true" } else { "false" })?;
        visitor.visit_bool(yes)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        if self.0.peek()? == b'n' {
            self.0.word("null")?;
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        self.0.word("null")?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unread> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unread> {
        if name == RAW {
            visitor.visit_map(Raw(Some(self.0.skip()?)))
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unread> {
        self.seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Unread> {
        self.seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unread> {
        self.map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unread> {
        if self.0.peek()? != b'{' {
            return match self.0.string()? {
                Words::Borrowed(name) => visitor.visit_enum(name.into_deserializer()),
                Words::Owned(name) => visitor.visit_enum(name.as_str().into_deserializer()),
            };
        }
        self.0.enter(b'{')?;
        let value = visitor.visit_enum(Variant(&mut *self.0))?;
        self.0.leave(b'}')?;
        Ok(value)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        self.0.skip()?;
        visitor.visit_unit()
    }
}

/// Inside an array or an object.
struct Inside<'a, 'de> {
    parse: &'a mut Parse<'de>,
    first: bool,
}

impl Inside<'_, '_> {
    /// Whether another thing comes before `close`.
    fn goes_on(&mut self, close: u8) -> Result<bool, Unread> {
        if self.parse.peek()? == close {
            return Ok(false);
        }
        if !std::mem::take(&mut self.first) {
            self.parse.take(b',')?;
            // No comma stands before the end.
            if self.parse.peek()? == close {
                return Err(Unread);
            }
        }
        Ok(true)
    }
}

impl<'de> SeqAccess<'de> for Inside<'_, 'de> {
    type Error = Unread;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unread> {
        if self.goes_on(b']')? { seed.deserialize(Reader(&mut *self.parse)).map(Some) } else { Ok(None) }
    }
}

impl<'de> MapAccess<'de> for Inside<'_, 'de> {
    type Error = Unread;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unread> {
        if !self.goes_on(b'}')? {
            return Ok(None);
        }
        if self.parse.peek()? != b'"' {
            return Err(Unread);
        }
        seed.deserialize(Reader(&mut *self.parse)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unread> {
        self.parse.take(b':')?;
        seed.deserialize(Reader(&mut *self.parse))
    }
}

/// A variant that holds something: `{"name": …}`.
struct Variant<'a, 'de>(&'a mut Parse<'de>);

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Unread;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Unread> {
        let name = seed.deserialize(Reader(&mut *self.0))?;
        self.0.take(b':')?;
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Unread;

    fn unit_variant(self) -> Result<(), Unread> {
        self.0.word("null")
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unread> {
        seed.deserialize(Reader(self.0))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unread> {
        Reader(self.0).seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unread> {
        Reader(self.0).map(visitor)
    }
}

/// A value as it stands in the text, in the shape in which `serde_json` hands it over.
struct Raw<'de>(Option<&'de str>);

impl<'de> MapAccess<'de> for Raw<'de> {
    type Error = Unread;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unread> {
        if self.0.is_none() {
            return Ok(None);
        }
        seed.deserialize(BorrowedStrDeserializer::new(RAW)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unread> {
        seed.deserialize(BorrowedStrDeserializer::new(self.0.take().ok_or(Unread)?))
    }
}
